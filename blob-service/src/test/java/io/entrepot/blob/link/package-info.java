/** What tests need of this package to do without the framework. */
@NullMarked
package io.entrepot.blob.link;

import org.jspecify.annotations.NullMarked;
