/** Refresh tokens kept in PostgreSQL. */
@NullMarked
package io.entrepot.auth.token.pg;

import org.jspecify.annotations.NullMarked;
