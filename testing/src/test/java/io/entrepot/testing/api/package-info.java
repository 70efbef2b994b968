/** The Distribution API feature by feature, as a client sees it: what is answered, and what a refusal leaves untouched. */
@NullMarked
package io.entrepot.testing.api;

import org.jspecify.annotations.NullMarked;
