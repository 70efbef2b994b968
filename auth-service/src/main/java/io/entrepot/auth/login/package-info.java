/** Logging in, slowly for those who guess. */
@NullMarked
package io.entrepot.auth.login;

import org.jspecify.annotations.NullMarked;
