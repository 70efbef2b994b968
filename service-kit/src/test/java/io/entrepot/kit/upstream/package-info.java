/** Tests of this package. */
@NullMarked
package io.entrepot.kit.upstream;

import org.jspecify.annotations.NullMarked;
