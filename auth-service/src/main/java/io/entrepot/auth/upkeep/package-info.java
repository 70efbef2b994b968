/** What is done now and then. */
@NullMarked
package io.entrepot.auth.upkeep;

import org.jspecify.annotations.NullMarked;
