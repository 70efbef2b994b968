/** What the auth service tells those who verify. */
@NullMarked
package io.entrepot.auth.authority;

import org.jspecify.annotations.NullMarked;
