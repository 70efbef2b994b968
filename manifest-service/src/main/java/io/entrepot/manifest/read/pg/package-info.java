/** Manifests read from PostgreSQL. */
@NullMarked
package io.entrepot.manifest.read.pg;

import org.jspecify.annotations.NullMarked;
