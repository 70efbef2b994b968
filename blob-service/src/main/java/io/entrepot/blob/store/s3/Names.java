package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.StorageKey;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The objects of one upload: {@code <key>.<something nobody else chose>}. So whoever may still be writing can't hit what
 * somebody else has written, and all that an upload left can be found by its key.
 */
final class Names {
    private Names() {}

    static StorageKey unique(StorageKey key) {
        var random = ThreadLocalRandom.current();
        return key.with(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
    }
}
