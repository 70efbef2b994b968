/** Manifests and tags pushed. */
@NullMarked
package io.entrepot.manifest.push;

import org.jspecify.annotations.NullMarked;
