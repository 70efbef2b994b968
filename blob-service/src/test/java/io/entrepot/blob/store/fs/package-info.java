/** Tests of this package. */
@NullMarked
package io.entrepot.blob.store.fs;

import org.jspecify.annotations.NullMarked;
