/** Tests of policies. */
@NullMarked
package io.entrepot.auth.policy;

import org.jspecify.annotations.NullMarked;
