/** Preconditions of changes: compare and swap for tags. */
@NullMarked
package io.entrepot.manifest.condition;

import org.jspecify.annotations.NullMarked;
