/** Who asks, and what they may do. */
@NullMarked
package io.entrepot.kit.identity;

import org.jspecify.annotations.NullMarked;
