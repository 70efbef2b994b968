/** Images and artifacts made from nothing: no test needs one from a network. */
@NullMarked
package io.entrepot.testing.image;

import org.jspecify.annotations.NullMarked;
