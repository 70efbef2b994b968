/** A private PostgreSQL that lives and dies with this process, and is never less durable than one set up by hand. */
@NullMarked
package io.entrepot.standalone.postgres;

import org.jspecify.annotations.NullMarked;
