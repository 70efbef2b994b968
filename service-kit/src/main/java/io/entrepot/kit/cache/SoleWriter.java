package io.entrepot.kit.cache;

/**
 * Whether this process is the only writer of its database, so that what it remembers needs no asking. Where several
 * replicas write, nobody ever is.
 */
public interface SoleWriter {
    /** Of what never changes once it is written: memory of it is right whoever writes. */
    SoleWriter OF_THE_UNCHANGING = () -> 1;

    /** 0 while it can't be proved; otherwise a number that is another one each time the proof was gained anew. */
    long tenure();
}
