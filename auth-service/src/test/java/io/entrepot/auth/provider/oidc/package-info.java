/** Tests of who a job is taken for. */
@NullMarked
package io.entrepot.auth.provider.oidc;

import org.jspecify.annotations.NullMarked;
