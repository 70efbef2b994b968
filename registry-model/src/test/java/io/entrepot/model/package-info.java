/** Tests of the vocabulary. */
@NullMarked
package io.entrepot.model;

import org.jspecify.annotations.NullMarked;
