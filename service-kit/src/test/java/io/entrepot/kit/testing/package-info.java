/** What the tests of the services share. */
@NullMarked
package io.entrepot.kit.testing;

import org.jspecify.annotations.NullMarked;
