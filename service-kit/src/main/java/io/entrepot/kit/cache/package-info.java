/** Memory that never contradicts the database. */
@NullMarked
package io.entrepot.kit.cache;

import org.jspecify.annotations.NullMarked;
