/** Tests of this package. */
@NullMarked
package io.entrepot.blob.upload;

import org.jspecify.annotations.NullMarked;
