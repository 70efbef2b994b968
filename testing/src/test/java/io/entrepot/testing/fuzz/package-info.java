/** Random and broken requests: whatever is sent, the registry answers for it and stays. */
@NullMarked
package io.entrepot.testing.fuzz;

import org.jspecify.annotations.NullMarked;
