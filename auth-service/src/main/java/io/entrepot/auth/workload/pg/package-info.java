/** Issuers in PostgreSQL. */
@NullMarked
package io.entrepot.auth.workload.pg;

import org.jspecify.annotations.NullMarked;
