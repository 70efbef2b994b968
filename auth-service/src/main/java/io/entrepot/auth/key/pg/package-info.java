/** Signing keys kept in PostgreSQL. */
@NullMarked
package io.entrepot.auth.key.pg;

import org.jspecify.annotations.NullMarked;
