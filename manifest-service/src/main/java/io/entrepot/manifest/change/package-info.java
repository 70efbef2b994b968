/** Who hears of a change before its answer goes out. */
@NullMarked
package io.entrepot.manifest.change;

import org.jspecify.annotations.NullMarked;
