/** The vocabulary of the OCI Distribution API: parsed once at the edge, trusted after. */
@NullMarked
package io.entrepot.model;

import org.jspecify.annotations.NullMarked;
