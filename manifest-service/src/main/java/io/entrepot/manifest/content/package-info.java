/** What a manifest says, read from its bytes and checked. */
@NullMarked
package io.entrepot.manifest.content;

import org.jspecify.annotations.NullMarked;
