/** Tests of tokens. */
@NullMarked
package io.entrepot.auth.token;

import org.jspecify.annotations.NullMarked;
