/** The blob-service as a service apart. */
@NullMarked
package io.entrepot.manifest.push.http;

import org.jspecify.annotations.NullMarked;
