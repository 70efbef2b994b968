/** Tests of signing keys. */
@NullMarked
package io.entrepot.auth.key;

import org.jspecify.annotations.NullMarked;
