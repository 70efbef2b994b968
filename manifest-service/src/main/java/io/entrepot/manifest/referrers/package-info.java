/** Manifests that name another one as their subject. */
@NullMarked
package io.entrepot.manifest.referrers;

import org.jspecify.annotations.NullMarked;
