/** Accounts read from PostgreSQL. */
@NullMarked
package io.entrepot.auth.account.pg;

import org.jspecify.annotations.NullMarked;
