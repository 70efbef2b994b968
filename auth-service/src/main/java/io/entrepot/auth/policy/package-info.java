/** Who may do what with which repositories. */
@NullMarked
package io.entrepot.auth.policy;

import org.jspecify.annotations.NullMarked;
