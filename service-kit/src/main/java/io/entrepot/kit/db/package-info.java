/** Access to PostgreSQL that pipelines. */
@NullMarked
package io.entrepot.kit.db;

import org.jspecify.annotations.NullMarked;
