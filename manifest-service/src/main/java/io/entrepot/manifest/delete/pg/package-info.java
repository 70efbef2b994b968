/** Deletions in PostgreSQL. */
@NullMarked
package io.entrepot.manifest.delete.pg;

import org.jspecify.annotations.NullMarked;
