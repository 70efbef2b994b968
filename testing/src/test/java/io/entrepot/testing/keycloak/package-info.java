/** People who log in at a real Keycloak. */
@NullMarked
package io.entrepot.testing.keycloak;

import org.jspecify.annotations.NullMarked;
