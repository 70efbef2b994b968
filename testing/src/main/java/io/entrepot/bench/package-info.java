/** The benchmark: measures a registry at any URL, from outside, by the OCI Distribution API alone. */
@NullMarked
package io.entrepot.bench;

import org.jspecify.annotations.NullMarked;
