package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a draft consists of, as its state keeps it: the parts of a multipart upload, and behind them an object with a
 * tail too short to be a part. A draft that never filled a part is only its tail.
 */
record Pieces(@Nullable Multipart multipart, @Nullable StorageKey tail) {
    /** A part that is stored. */
    record Part(int number, String etag, int length) {}

    /** A multipart upload under way. */
    record Multipart(StorageKey object, String id, List<Part> parts) {
        long length() {
            return parts.stream().mapToLong(Part::length).sum();
        }

        int lastNumber() {
            return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).number();
        }
    }

    static final Pieces NONE = new Pieces(null, null);

    static Pieces of(Draft draft) {
        var state = draft.state();
        if (state == null) {
            return NONE;
        }
        var json = new JsonObject(state);
        var tail = json.getString("tail");
        return new Pieces(multipart(json), tail == null ? null : new StorageKey(tail));
    }

    private static @Nullable Multipart multipart(JsonObject json) {
        var id = json.getString("multipart");
        if (id == null) {
            return null;
        }
        var parts = new ArrayList<Part>();
        for (var entry : json.getJsonArray("parts")) {
            var part = (JsonArray) entry;
            parts.add(new Part(part.getInteger(0), part.getString(1), part.getInteger(2)));
        }
        return new Multipart(new StorageKey(Objects.requireNonNull(json.getString("object"))), id, parts);
    }

    Buffer state() {
        var json = new JsonObject();
        if (multipart != null) {
            var parts = new JsonArray();
            multipart.parts().forEach(part -> parts.add(JsonArray.of(part.number(), part.etag(), part.length())));
            json.put("multipart", multipart.id())
                    .put("object", multipart.object().value())
                    .put("parts", parts);
        }
        if (tail != null) {
            json.put("tail", tail.value());
        }
        return json.toBuffer();
    }

    /** The length of the tail of a draft of this length. */
    int tailLength(long length) {
        return (int) (multipart == null ? length : length - multipart.length());
    }
}
