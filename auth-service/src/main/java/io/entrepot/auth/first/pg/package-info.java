/** The administrator of the first start, in PostgreSQL. */
@NullMarked
package io.entrepot.auth.first.pg;

import org.jspecify.annotations.NullMarked;
