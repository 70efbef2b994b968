/** The keys that sign tokens. */
@NullMarked
package io.entrepot.auth.key;

import org.jspecify.annotations.NullMarked;
