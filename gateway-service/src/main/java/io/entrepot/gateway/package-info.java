/** The edge: what no other service answers. */
@NullMarked
package io.entrepot.gateway;

import org.jspecify.annotations.NullMarked;
