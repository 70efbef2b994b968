/** What happened, written to PostgreSQL. */
@NullMarked
package io.entrepot.auth.audit.pg;

import org.jspecify.annotations.NullMarked;
