/** What all resources of the management API have in common: pages, versions, problems. */
@NullMarked
package io.entrepot.auth.management;

import org.jspecify.annotations.NullMarked;
