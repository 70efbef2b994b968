/** Where bytes lie: the port every blob store implements. */
@NullMarked
package io.entrepot.blob.store;

import org.jspecify.annotations.NullMarked;
