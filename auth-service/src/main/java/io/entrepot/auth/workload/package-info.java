/** Jobs of CI servers and clusters, which log in with a token that their own house gave them. */
@NullMarked
package io.entrepot.auth.workload;

import org.jspecify.annotations.NullMarked;
