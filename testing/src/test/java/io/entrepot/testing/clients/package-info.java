/** Real clients push, pull and compare digests. */
@NullMarked
package io.entrepot.testing.clients;

import org.jspecify.annotations.NullMarked;
