/** People who log in at an OpenID Connect provider, such as Keycloak. */
@NullMarked
package io.entrepot.auth.provider;

import org.jspecify.annotations.NullMarked;
