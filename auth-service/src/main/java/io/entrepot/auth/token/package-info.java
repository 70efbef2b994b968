/** Tokens: what a client shows instead of a password. */
@NullMarked
package io.entrepot.auth.token;

import org.jspecify.annotations.NullMarked;
