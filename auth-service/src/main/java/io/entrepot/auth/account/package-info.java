/** Who can log in, and by which proof. */
@NullMarked
package io.entrepot.auth.account;

import org.jspecify.annotations.NullMarked;
