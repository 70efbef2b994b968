/** One file that holds a registry, and a registry made from one. */
@NullMarked
package io.entrepot.standalone.backup;

import org.jspecify.annotations.NullMarked;
