/** Tests of this package. */
@NullMarked
package io.entrepot.kit.db;

import org.jspecify.annotations.NullMarked;
