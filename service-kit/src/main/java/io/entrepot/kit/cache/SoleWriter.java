package io.entrepot.kit.cache;

/**
 * Whether this process is the only writer of its database, so that what it remembers needs no asking. Where several
 * replicas write, nobody ever is.
 */
public interface SoleWriter {
    /** 0 while it can't be proved; otherwise a number that is another one each time the proof was gained anew. */
    long tenure();
}
