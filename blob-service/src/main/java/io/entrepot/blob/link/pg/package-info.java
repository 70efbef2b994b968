/** Blob links in PostgreSQL. */
@NullMarked
package io.entrepot.blob.link.pg;

import org.jspecify.annotations.NullMarked;
