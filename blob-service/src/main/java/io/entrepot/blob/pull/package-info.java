/** Pulling blobs: whole, by one range, by many. */
@NullMarked
package io.entrepot.blob.pull;

import org.jspecify.annotations.NullMarked;
