/** Tests of this package. */
@NullMarked
package io.entrepot.kit.http;

import org.jspecify.annotations.NullMarked;
