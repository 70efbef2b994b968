/** Repositories listed from PostgreSQL. */
@NullMarked
package io.entrepot.manifest.catalog.pg;

import org.jspecify.annotations.NullMarked;
