package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.store.s3.Pieces.Multipart;
import io.entrepot.blob.store.s3.Pieces.Part;
import io.entrepot.model.OciError;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts that one writer sends, a few at a time. The multipart upload begins with the first one. */
final class PartUploads {
    private static final int AT_ONCE = 3;

    private final Bucket bucket;
    private final PartMemory memory;
    private final int writer;
    private final StorageKey object;
    private final List<Part> stored;
    private final List<Future<Part>> sent = new ArrayList<>();
    private @Nullable Future<String> id;
    private int lastNumber;

    /** @param object where a multipart upload would begin, if none is under way */
    PartUploads(Bucket bucket, PartMemory memory, int writer, StorageKey object, @Nullable Multipart begun) {
        this.bucket = bucket;
        this.memory = memory;
        this.writer = writer;
        this.object = begun == null ? object : begun.object();
        this.stored = begun == null ? new ArrayList<>() : new ArrayList<>(begun.parts());
        this.id = begun == null ? null : Future.succeededFuture(begun.id());
        this.lastNumber = begun == null ? 0 : begun.lastNumber();
    }

    boolean isBegun() {
        return id != null;
    }

    /** How large the next part is to be. */
    int nextSize() {
        return PartPlan.size(PartPlan.next(lastNumber, writer));
    }

    /** Sends a part and gives its memory back in the end. The future ends when the next one may be sent. */
    Future<Void> send(PartBuffer part) {
        var number = PartPlan.next(lastNumber, writer);
        if (number > PartPlan.LAST_NUMBER) {
            memory.give(part.capacity());
            return Future.failedFuture(
                    OciError.SIZE_INVALID.because(413, "the blob has more parts than can be stored"));
        }
        lastNumber = number;
        var upload = begin();
        id = upload;
        sent.add(upload.compose(begun -> bucket.putPart(object, begun, number, part.bytes(), part.length()))
                .map(etag -> new Part(number, etag, part.length()))
                .recover(failure -> Future.failedFuture(
                        Fault.isAbsent(failure) ? new LostBlob(object, "is no multipart upload any more") : failure))
                .onComplete(done -> memory.give(part.capacity())));
        var due = sent.size() - AT_ONCE;
        return due < 0 ? Future.succeededFuture() : sent.get(due).mapEmpty();
    }

    private Future<String> begin() {
        var begun = id;
        return begun == null ? bucket.beginMultipart(object) : begun;
    }

    /** The multipart upload with everything that was sent, once it is stored; null where nothing ever was. */
    Future<@Nullable Multipart> settled() {
        var upload = id;
        if (upload == null) {
            return Future.succeededFuture(null);
        }
        return Future.join(sent).compose(all -> {
            sent.forEach(part -> stored.add(part.result()));
            sent.clear();
            return upload.map(begun -> new Multipart(object, begun, List.copyOf(stored)));
        });
    }
}
