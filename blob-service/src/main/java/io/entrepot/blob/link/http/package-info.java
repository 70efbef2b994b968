/** Blobs and references over HTTP: what other services ask here, and what is asked of them. */
@NullMarked
package io.entrepot.blob.link.http;

import org.jspecify.annotations.NullMarked;
