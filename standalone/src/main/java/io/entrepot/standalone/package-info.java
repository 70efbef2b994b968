/**
 * The services composed in one process: command line, data directory, start, stop.
 *
 * <p>What runs before Quarkus (the command line, the data directory's lock, the database) is plain Java that refuses in
 * one line; what needs the running application (disk reserve, proof of being the only writer) is beans.
 */
@NullMarked
package io.entrepot.standalone;

import org.jspecify.annotations.NullMarked;
