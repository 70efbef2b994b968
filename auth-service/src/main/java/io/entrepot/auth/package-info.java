/** Who may do what. */
@NullMarked
package io.entrepot.auth;

import org.jspecify.annotations.NullMarked;
