/** Tests of the auth service. */
@NullMarked
package io.entrepot.auth;

import org.jspecify.annotations.NullMarked;
