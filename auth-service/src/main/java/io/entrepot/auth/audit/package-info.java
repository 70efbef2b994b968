/** Who did what, from where. */
@NullMarked
package io.entrepot.auth.audit;

import org.jspecify.annotations.NullMarked;
