/** Sets of users. */
@NullMarked
package io.entrepot.auth.group;

import org.jspecify.annotations.NullMarked;
