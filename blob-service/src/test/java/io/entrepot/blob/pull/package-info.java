/** Tests of this package. */
@NullMarked
package io.entrepot.blob.pull;

import org.jspecify.annotations.NullMarked;
