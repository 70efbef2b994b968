/** Who is let in to what, over the wire, by a registry that asks. */
@NullMarked
package io.entrepot.testing.identity;

import org.jspecify.annotations.NullMarked;
