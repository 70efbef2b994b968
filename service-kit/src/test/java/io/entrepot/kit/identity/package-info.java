/** Tests of who asks. */
@NullMarked
package io.entrepot.kit.identity;

import org.jspecify.annotations.NullMarked;
