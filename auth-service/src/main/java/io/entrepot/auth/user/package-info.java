/** People with a password here. */
@NullMarked
package io.entrepot.auth.user;

import org.jspecify.annotations.NullMarked;
