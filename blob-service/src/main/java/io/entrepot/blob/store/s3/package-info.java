/** Blobs in an object store that speaks S3. */
@NullMarked
package io.entrepot.blob.store.s3;

import org.jspecify.annotations.NullMarked;
