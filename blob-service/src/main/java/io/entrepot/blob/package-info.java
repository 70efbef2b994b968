/** Bytes: uploads, blob storage, which repository has which blob. */
@NullMarked
package io.entrepot.blob;

import org.jspecify.annotations.NullMarked;
