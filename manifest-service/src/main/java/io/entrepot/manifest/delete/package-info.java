/** Manifests and tags deleted. */
@NullMarked
package io.entrepot.manifest.delete;

import org.jspecify.annotations.NullMarked;
