/** What probes of the management port hear. */
@NullMarked
package io.entrepot.kit.health;

import org.jspecify.annotations.NullMarked;
