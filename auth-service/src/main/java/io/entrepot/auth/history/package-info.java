/** The audit, for administrators to read. */
@NullMarked
package io.entrepot.auth.history;

import org.jspecify.annotations.NullMarked;
