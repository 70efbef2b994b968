/** Upload sessions in PostgreSQL. */
@NullMarked
package io.entrepot.blob.upload.pg;

import org.jspecify.annotations.NullMarked;
