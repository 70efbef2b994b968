/** References in PostgreSQL. */
@NullMarked
package io.entrepot.manifest.reference.pg;

import org.jspecify.annotations.NullMarked;
