package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.ReadableBlob;
import io.entrepot.blob.store.Sealed;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.store.s3.Listing.Unfinished;
import io.entrepot.blob.store.s3.Pieces.Multipart;
import io.entrepot.blob.store.s3.Pieces.Part;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects in a bucket. A small one is put whole. A big one is a multipart upload that goes on under its first key
 * whoever writes; its parts are numbered so that writers can't hit each other's.
 */
final class S3BlobStore implements BlobStore {
    private static final int COMPLETE_AGAIN = 3;
    private static final long PAUSE_MILLIS = 300;

    private final Vertx vertx;
    private final Bucket bucket;
    private final Listing listing;
    private final PartMemory memory;
    private final SignedLinks links;

    S3BlobStore(Vertx vertx, Bucket bucket, PartMemory memory, SignedLinks links) {
        this.vertx = vertx;
        this.bucket = bucket;
        this.listing = new Listing(bucket);
        this.memory = memory;
        this.links = links;
    }

    @Override
    @SuppressWarnings("deprecation") // the bytes as they are, without the copy that getBytes() makes
    public Future<Void> put(StorageKey key, Buffer bytes) {
        return bucket.put(key, new ByteBuffer[] {bytes.getByteBuf().nioBuffer()}, bytes.length());
    }

    @Override
    public Future<BlobSink> open(StorageKey key, int writer, Draft from) {
        var draft = from.state() == null ? Draft.empty(key) : from;
        return Future.succeededFuture(new S3Sink(bucket, memory, writer, draft));
    }

    @Override
    public int preferredChunk() {
        return PartPlan.FIRST_SIZE;
    }

    @Override
    public Future<Sealed> seal(Draft draft) {
        var pieces = Pieces.of(draft);
        var tail = pieces.tail();
        var multipart = pieces.multipart();
        if (multipart != null) {
            var superseded = tail == null ? List.<StorageKey>of() : List.of(tail);
            return withTail(multipart, pieces, draft.length())
                    .compose(whole -> complete(whole, draft.length(), COMPLETE_AGAIN))
                    .map(done -> new Sealed(multipart.object(), superseded));
        }
        var whole = Objects.requireNonNull(tail, "a draft without a byte is not sealed");
        return bucket.verify(whole, draft.length()).map(done -> new Sealed(whole, List.of()));
    }

    private Future<Multipart> withTail(Multipart multipart, Pieces pieces, long length) {
        var tail = pieces.tail();
        if (tail == null) {
            return Future.succeededFuture(multipart);
        }
        var number = multipart.lastNumber() + 1;
        var size = pieces.tailLength(length);
        return memory.take(size)
                .compose(room -> bucket.get(tail, 0, size, size)
                        .compose(bytes -> {
                            var last = new PartBuffer(size);
                            last.add(bytes, 0);
                            return bucket.putPart(multipart.object(), multipart.id(), number, last.bytes(), size);
                        })
                        .map(etag -> {
                            var parts = new ArrayList<>(multipart.parts());
                            parts.add(new Part(number, etag, size));
                            return new Multipart(multipart.object(), multipart.id(), parts);
                        })
                        .onComplete(done -> memory.give(size)));
    }

    /**
     * A refusal may mean that it was completed before, and that only the answer was lost, or the commit that should have
     * followed; or that another replica is completing it at this moment, of which servers make different things.
     */
    private Future<Void> complete(Multipart multipart, long length, int again) {
        var object = multipart.object();
        return bucket.complete(multipart)
                .recover(failure -> bucket.verify(object, length).recover(missing -> {
                    if (!(missing instanceof LostBlob)) {
                        return Future.failedFuture(failure);
                    }
                    if (again > 0) {
                        return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(pause -> complete(multipart, length, again - 1));
                    }
                    return Future.failedFuture(incomplete(object, failure, missing));
                }));
    }

    private static Throwable incomplete(StorageKey object, Throwable failure, Throwable missing) {
        if (Fault.isWrongParts(failure)) {
            return new LostBlob(object, "has other parts than it should: " + failure.getMessage());
        }
        return Fault.isAbsent(failure) ? missing : failure;
    }

    @Override
    public Future<ReadableBlob> read(StorageKey key, long size) {
        return Future.succeededFuture(new S3Blob(vertx, bucket, key, size));
    }

    @Override
    public Future<Void> verify(StorageKey key, long size) {
        return bucket.verify(key, size);
    }

    @Override
    public Future<@Nullable URI> link(StorageKey key, long size) {
        var known = links.known(key);
        return known != null
                ? Future.succeededFuture(known)
                : bucket.verify(key, size).map(there -> links.sign(key));
    }

    @Override
    public Future<Void> delete(StorageKey key) {
        return bucket.delete(key);
    }

    @Override
    public Future<Void> abandon(StorageKey key) {
        return listing.unfinished(key.value())
                .compose(unfinished -> Future.join(unfinished.stream()
                        .filter(each -> isOf(key, each.key()))
                        .map(each -> bucket.abort(each.key(), each.upload()))
                        .toList()))
                .compose(aborted -> abandonObjects(key))
                .compose(deleted -> bucket.delete(key));
    }

    private Future<Void> abandonObjects(StorageKey key) {
        return listing.objects(key.value() + ".", "", 1_000)
                .compose(objects ->
                        Future.join(objects.stream().map(bucket::delete).toList()))
                .mapEmpty();
    }

    private static boolean isOf(StorageKey key, StorageKey name) {
        return name.equals(key) || name.value().startsWith(key.value() + ".");
    }

    @Override
    public Future<List<StorageKey>> unfinished() {
        return listing.unfinished("")
                .map(uploads -> uploads.stream()
                        .map(Unfinished::key)
                        .filter(key -> StorageKey.isDay(key.day())) // others may use the bucket too
                        .distinct()
                        .toList());
    }

    @Override
    public Future<List<String>> days() {
        return listing.folders()
                .compose(folders -> unfinished()
                        .map(begun -> Stream.concat(
                                        folders.stream(), begun.stream().map(StorageKey::day))
                                .filter(StorageKey::isDay)
                                .distinct()
                                .sorted()
                                .toList()));
    }

    @Override
    public Future<List<StorageKey>> keys(String day, String after, int limit) {
        var beginning = day + "/";
        return listing.objects(beginning, after, limit)
                .compose(objects -> listing.unfinished(beginning)
                        .map(unfinished -> Stream.concat(
                                        objects.stream(), unfinished.stream().map(Unfinished::key))
                                .map(StorageKey::value)
                                .filter(key -> key.compareTo(after) > 0)
                                .distinct()
                                .sorted()
                                .limit(limit)
                                .map(StorageKey::new)
                                .toList()));
    }
}
