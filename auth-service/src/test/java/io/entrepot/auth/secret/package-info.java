/** Tests of passwords. */
@NullMarked
package io.entrepot.auth.secret;

import org.jspecify.annotations.NullMarked;
