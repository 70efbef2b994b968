/** Tags listed from PostgreSQL. */
@NullMarked
package io.entrepot.manifest.tag.pg;

import org.jspecify.annotations.NullMarked;
