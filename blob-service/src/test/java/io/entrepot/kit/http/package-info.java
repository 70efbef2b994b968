/** What tests need of this package to do without the framework. */
@NullMarked
package io.entrepot.kit.http;

import org.jspecify.annotations.NullMarked;
