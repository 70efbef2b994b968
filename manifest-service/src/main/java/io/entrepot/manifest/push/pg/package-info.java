/** Pushes as batched statements of PostgreSQL. */
@NullMarked
package io.entrepot.manifest.push.pg;

import org.jspecify.annotations.NullMarked;
