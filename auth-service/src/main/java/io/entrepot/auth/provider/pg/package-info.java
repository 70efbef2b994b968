/** People of the provider in PostgreSQL. */
@NullMarked
package io.entrepot.auth.provider.pg;

import org.jspecify.annotations.NullMarked;
