@NullMarked
package io.entrepot.kit.network;

import org.jspecify.annotations.NullMarked;
