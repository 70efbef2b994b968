/** How a process starts, and says in one line why it can't. */
@NullMarked
package io.entrepot.kit.start;

import org.jspecify.annotations.NullMarked;
