/** Tests of this package. */
@NullMarked
package io.entrepot.kit.cache;

import org.jspecify.annotations.NullMarked;
