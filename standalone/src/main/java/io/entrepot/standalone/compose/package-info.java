/** Joins the services' ports by plain calls. The only place that sees more than one service. */
@NullMarked
package io.entrepot.standalone.compose;

import org.jspecify.annotations.NullMarked;
