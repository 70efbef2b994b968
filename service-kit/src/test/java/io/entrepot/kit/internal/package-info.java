@NullMarked
package io.entrepot.kit.internal;

import org.jspecify.annotations.NullMarked;
