/** Passwords and secrets: making them, keeping what proves them. */
@NullMarked
package io.entrepot.auth.secret;

import org.jspecify.annotations.NullMarked;
