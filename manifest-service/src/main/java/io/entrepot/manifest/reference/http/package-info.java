/** References as other services ask for them. */
@NullMarked
package io.entrepot.manifest.reference.http;

import org.jspecify.annotations.NullMarked;
