/** The replicas of another service as a caller sees them: which there are, which take requests, which is next. */
@NullMarked
package io.entrepot.kit.upstream;

import org.jspecify.annotations.NullMarked;
