/** Tests of this package. */
@NullMarked
package io.entrepot.gateway.limit;

import org.jspecify.annotations.NullMarked;
