package io.entrepot.blob.store;

import java.util.List;

/**
 * A finished object.
 *
 * @param key where it is
 * @param superseded objects that go with its draft, and that nobody needs once nobody can ask for the draft any more
 */
public record Sealed(StorageKey key, List<StorageKey> superseded) {}
