/** Programs that log in with a secret of their own. */
@NullMarked
package io.entrepot.auth.robot;

import org.jspecify.annotations.NullMarked;
