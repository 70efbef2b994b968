/** Blobs larger than the memory of anybody. */
@NullMarked
package io.entrepot.testing.large;

import org.jspecify.annotations.NullMarked;
