/** Where tags pointed before. */
@NullMarked
package io.entrepot.manifest.history;

import org.jspecify.annotations.NullMarked;
