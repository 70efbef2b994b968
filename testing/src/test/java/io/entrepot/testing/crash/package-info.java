/** A registry that is killed while clients push to it. */
@NullMarked
package io.entrepot.testing.crash;

import org.jspecify.annotations.NullMarked;
