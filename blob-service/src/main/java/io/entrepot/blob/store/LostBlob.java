package io.entrepot.blob.store;

/** The object that the database names isn't there, or isn't whole. */
public final class LostBlob extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostBlob(StorageKey key, String what) {
        super("object " + key + " " + what);
    }
}
