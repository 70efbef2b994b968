/** Calls between services: how they know each other, the routes under {@code /internal}, and the client. */
@NullMarked
package io.entrepot.kit.internal;

import org.jspecify.annotations.NullMarked;
