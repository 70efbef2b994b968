/** The services behind the edge reached by HTTP: a streaming proxy. */
@NullMarked
package io.entrepot.gateway.http;

import org.jspecify.annotations.NullMarked;
