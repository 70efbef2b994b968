/** Moves of tags read from PostgreSQL. */
@NullMarked
package io.entrepot.manifest.history.pg;

import org.jspecify.annotations.NullMarked;
