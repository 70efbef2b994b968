/** Lets administrators in, and nobody else. */
@NullMarked
package io.entrepot.auth.administrator;

import org.jspecify.annotations.NullMarked;
