package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills parts and sends them while the next ones fill. What is too short for a part when the sink is synced is stored as
 * a tail, an object of its own, and begins the part that is filled next.
 */
final class S3Sink implements BlobSink {
    private final Bucket bucket;
    private final PartMemory memory;
    private final Draft opened;
    private final PartUploads parts;
    private final List<StorageKey> tails = new ArrayList<>();
    private final @Nullable StorageKey openedTail;
    private @Nullable StorageKey tail;
    private int tailLength;
    /** What is not sent yet; null where there is no byte of it in memory. */
    private @Nullable PartBuffer part;

    private long length;

    S3Sink(Bucket bucket, PartMemory memory, int writer, Draft opened) {
        this.bucket = bucket;
        this.memory = memory;
        this.opened = opened;
        var pieces = Pieces.of(opened);
        this.parts = new PartUploads(bucket, memory, writer, Names.unique(opened.key()), pieces.multipart());
        this.openedTail = pieces.tail();
        this.tail = openedTail;
        this.tailLength = openedTail == null ? 0 : pieces.tailLength(opened.length());
        this.length = opened.length();
        if (openedTail != null) {
            tails.add(openedTail);
        }
    }

    @Override
    public Draft opened() {
        return opened;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return append(bytes, 0);
    }

    private Future<Void> append(Buffer bytes, int offset) {
        if (offset == bytes.length()) {
            return Future.succeededFuture();
        }
        return fillable().compose(open -> {
            var count = open.add(bytes, offset);
            length += count;
            if (!open.isFull()) {
                return Future.succeededFuture();
            }
            part = null;
            forgetTail();
            return parts.send(open).compose(ready -> append(bytes, offset + count));
        });
    }

    /** The part to fill; a new one begins with the tail. */
    private Future<PartBuffer> fillable() {
        var open = part;
        if (open != null) {
            return Future.succeededFuture(open);
        }
        var fresh = new PartBuffer(parts.nextSize());
        return memory.take(fresh.capacity()).compose(room -> {
            part = fresh;
            var begun = tail;
            return begun == null
                    ? Future.succeededFuture(fresh)
                    : bucket.get(begun, 0, tailLength, tailLength).map(bytes -> {
                        fresh.add(bytes, 0);
                        return fresh;
                    });
        });
    }

    private void forgetTail() {
        tail = null;
        tailLength = 0;
    }

    @Override
    public Future<Draft> sync() {
        var stored = storeTail();
        return parts.settled().compose(multipart -> stored.map(done -> draft(multipart)));
    }

    private Draft draft(Pieces.@Nullable Multipart multipart) {
        return new Draft(opened.key(), length, new Pieces(multipart, tail).state());
    }

    private Future<Void> storeTail() {
        var rest = part;
        if (rest == null || rest.length() == 0 || (tail != null && rest.length() == tailLength)) {
            return Future.succeededFuture(); // nothing, or nothing new
        }
        return storeTail(rest);
    }

    private Future<Void> storeTail(PartBuffer rest) {
        var key = Names.unique(opened.key());
        tails.add(key);
        return bucket.put(key, rest.bytes(), rest.length()).onSuccess(stored -> {
            tail = key;
            tailLength = rest.length();
        });
    }

    @Override
    public Future<Draft> end() {
        if (!parts.isBegun()) {
            return length == 0 && tail == null ? storeTail(new PartBuffer(0)).map(stored -> draft(null)) : sync();
        }
        if (part == null && tail == null) {
            return sync();
        }
        return fillable().compose(last -> {
            part = null;
            forgetTail();
            return parts.send(last).compose(sent -> parts.settled()).map(this::draft);
        });
    }

    @Override
    public List<StorageKey> superseded(Draft recorded) {
        var needed = Pieces.of(recorded).tail();
        return tails.stream().filter(each -> !each.equals(needed)).toList();
    }

    @Override
    public List<StorageKey> forsaken() {
        // An earlier one may be on record, and in use by the newer writer.
        var last = tail;
        return last == null || last.equals(openedTail) ? List.of() : List.of(last);
    }

    @Override
    public void close() {
        var rest = part;
        if (rest != null) {
            part = null;
            memory.give(rest.capacity());
        }
    }
}
