/** The wire itself: the Distribution API spoken by a small client of our own. */
@NullMarked
package io.entrepot.testing.wire;

import org.jspecify.annotations.NullMarked;
