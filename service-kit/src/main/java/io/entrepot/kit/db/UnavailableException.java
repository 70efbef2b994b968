package io.entrepot.kit.db;

/** Something that a service depends on does not answer, or asks to be left alone for a while. The message says what, in a few words. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnavailableException(String what, Throwable cause) {
        super(what, cause);
    }
}
