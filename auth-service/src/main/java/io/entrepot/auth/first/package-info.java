/** The administrator of the first start. */
@NullMarked
package io.entrepot.auth.first;

import org.jspecify.annotations.NullMarked;
