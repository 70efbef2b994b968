package io.entrepot.blob.upload;

/** The claim was not given, or another one has fenced it off: how the upload stands decides what is answered. */
final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
        super("another request has this upload", null, false, false);
    }
}
