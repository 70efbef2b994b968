/** Which manifests refer to a blob; asked by whoever deletes blobs. */
@NullMarked
package io.entrepot.manifest.reference;

import org.jspecify.annotations.NullMarked;
