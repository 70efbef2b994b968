/** What one client may ask of the registry. */
@NullMarked
package io.entrepot.gateway.limit;

import org.jspecify.annotations.NullMarked;
