/** A registry that takes no pushes for a while, because its owner says so. */
@NullMarked
package io.entrepot.kit.readonly;

import org.jspecify.annotations.NullMarked;
