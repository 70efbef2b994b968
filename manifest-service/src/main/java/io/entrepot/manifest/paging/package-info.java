/** Pages of names, one after the other by their last name. */
@NullMarked
package io.entrepot.manifest.paging;

import org.jspecify.annotations.NullMarked;
