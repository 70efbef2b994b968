/** The provider, asked by Quarkus's client of OpenID Connect. */
@NullMarked
package io.entrepot.auth.provider.oidc;

import org.jspecify.annotations.NullMarked;
