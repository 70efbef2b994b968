/** Referrers read from PostgreSQL. */
@NullMarked
package io.entrepot.manifest.referrers.pg;

import org.jspecify.annotations.NullMarked;
