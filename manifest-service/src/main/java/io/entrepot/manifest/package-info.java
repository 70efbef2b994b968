/** Meaning: manifests, tags, referrers, the catalog and the history of tags. */
@NullMarked
package io.entrepot.manifest;

import org.jspecify.annotations.NullMarked;
