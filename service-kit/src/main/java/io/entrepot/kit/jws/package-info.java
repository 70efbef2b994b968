/** Signed JSON. */
@NullMarked
package io.entrepot.kit.jws;

import org.jspecify.annotations.NullMarked;
