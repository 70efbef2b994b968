/** Tests of this package. */
@NullMarked
package io.entrepot.blob.store;

import org.jspecify.annotations.NullMarked;
