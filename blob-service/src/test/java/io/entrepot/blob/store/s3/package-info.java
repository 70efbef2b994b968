/** Tests of this package, against servers that speak S3. */
@NullMarked
package io.entrepot.blob.store.s3;

import org.jspecify.annotations.NullMarked;
