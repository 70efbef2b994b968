/** Manifests pulled by tag and by digest. */
@NullMarked
package io.entrepot.manifest.read;

import org.jspecify.annotations.NullMarked;
