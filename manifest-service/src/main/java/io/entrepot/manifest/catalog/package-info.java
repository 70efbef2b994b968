/** The repositories of the registry. */
@NullMarked
package io.entrepot.manifest.catalog;

import org.jspecify.annotations.NullMarked;
