/** The one way a request of the Distribution API is parsed, routed, answered and refused. */
@NullMarked
package io.entrepot.kit.http;

import org.jspecify.annotations.NullMarked;
