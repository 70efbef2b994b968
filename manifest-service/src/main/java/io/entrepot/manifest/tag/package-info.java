/** The tags of a repository. */
@NullMarked
package io.entrepot.manifest.tag;

import org.jspecify.annotations.NullMarked;
