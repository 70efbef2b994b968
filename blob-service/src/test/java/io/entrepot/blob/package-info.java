/** What the tests of this service share. */
@NullMarked
package io.entrepot.blob;

import org.jspecify.annotations.NullMarked;
