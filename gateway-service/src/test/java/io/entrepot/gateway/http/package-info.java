/** Tests of this package. */
@NullMarked
package io.entrepot.gateway.http;

import org.jspecify.annotations.NullMarked;
