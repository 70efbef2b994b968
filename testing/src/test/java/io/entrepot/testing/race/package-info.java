/** Many clients at once on the same thing. */
@NullMarked
package io.entrepot.testing.race;

import org.jspecify.annotations.NullMarked;
