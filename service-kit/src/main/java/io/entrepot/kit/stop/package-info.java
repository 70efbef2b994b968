/** How a process stops without a client noticing. */
@NullMarked
package io.entrepot.kit.stop;

import org.jspecify.annotations.NullMarked;
