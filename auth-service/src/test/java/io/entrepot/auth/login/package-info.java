/** Tests of logging in. */
@NullMarked
package io.entrepot.auth.login;

import org.jspecify.annotations.NullMarked;
