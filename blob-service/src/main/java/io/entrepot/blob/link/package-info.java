/** Which repository has which blob: look-up, mount, verification, deletion. */
@NullMarked
package io.entrepot.blob.link;

import org.jspecify.annotations.NullMarked;
