/** Starts the built registry as a user would, and holds it to the official conformance suite. Needs nothing but the JDK. */
@NullMarked
package io.entrepot.testing;

import org.jspecify.annotations.NullMarked;
