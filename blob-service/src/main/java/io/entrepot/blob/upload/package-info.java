/** Upload sessions: claims, streaming, commit, tombstones, and the sweeping of abandoned ones. */
@NullMarked
package io.entrepot.blob.upload;

import org.jspecify.annotations.NullMarked;
