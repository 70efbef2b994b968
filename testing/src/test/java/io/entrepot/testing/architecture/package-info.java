/** Holds the structure of the code and the truth of its documents. */
@NullMarked
package io.entrepot.testing.architecture;

import org.jspecify.annotations.NullMarked;
