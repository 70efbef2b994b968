/** The module on a PostgreSQL, over the wire. */
@NullMarked
package io.entrepot.manifest;

import org.jspecify.annotations.NullMarked;
