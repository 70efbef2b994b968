/** Policies read from PostgreSQL. */
@NullMarked
package io.entrepot.auth.policy.pg;

import org.jspecify.annotations.NullMarked;
