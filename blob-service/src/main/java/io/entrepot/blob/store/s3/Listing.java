package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.StorageKey;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** What lies in the bucket: finished objects, and multipart uploads under way. */
final class Listing {
    /** A multipart upload under way. */
    record Unfinished(StorageKey key, String upload) {}

    private final Bucket bucket;

    Listing(Bucket bucket) {
        this.bucket = bucket;
    }

    /** The keys that begin with this and sort behind {@code after}, in order, at most {@code limit}. */
    Future<List<StorageKey>> objects(String beginning, String after, int limit) {
        return Bucket.call(bucket.client()
                        .listObjectsV2(list -> list.bucket(bucket.name())
                                .prefix(bucket.prefix() + beginning)
                                .startAfter(after.isEmpty() ? null : bucket.prefix() + after)
                                .maxKeys(limit)))
                .map(page -> page.contents().stream()
                        .map(object -> key(object.key()))
                        .toList());
    }

    /** The first parts of all keys, up to a slash. */
    Future<List<String>> folders() {
        return folders(null, new ArrayList<>());
    }

    private Future<List<String>> folders(@Nullable String continuation, List<String> found) {
        return Bucket.call(bucket.client()
                        .listObjectsV2(list -> list.bucket(bucket.name())
                                .prefix(bucket.prefix())
                                .delimiter("/")
                                .continuationToken(continuation)))
                .compose(page -> {
                    page.commonPrefixes()
                            .forEach(folder -> found.add(key(folder.prefix()).day()));
                    return Boolean.TRUE.equals(page.isTruncated())
                            ? folders(page.nextContinuationToken(), found)
                            : Future.succeededFuture(found);
                });
    }

    /** The multipart uploads of keys that begin with this. */
    Future<List<Unfinished>> unfinished(String beginning) {
        return unfinished(beginning, null, null, new ArrayList<>());
    }

    private Future<List<Unfinished>> unfinished(
            String beginning, @Nullable String afterKey, @Nullable String afterUpload, List<Unfinished> found) {
        return Bucket.call(bucket.client()
                        .listMultipartUploads(list -> list.bucket(bucket.name())
                                .prefix(bucket.prefix() + beginning)
                                .keyMarker(afterKey)
                                .uploadIdMarker(afterUpload)))
                .compose(page -> {
                    page.uploads().stream()
                            .filter(isBelow(bucket.prefix() + beginning))
                            .forEach(upload -> found.add(new Unfinished(key(upload.key()), upload.uploadId())));
                    return Boolean.TRUE.equals(page.isTruncated())
                            ? unfinished(beginning, page.nextKeyMarker(), page.nextUploadIdMarker(), found)
                            : Future.succeededFuture(found);
                });
    }

    /** There are servers that don't mind the prefix. */
    private static Predicate<MultipartUpload> isBelow(String beginning) {
        return upload -> upload.key().startsWith(beginning);
    }

    private StorageKey key(String path) {
        return new StorageKey(path.substring(bucket.prefix().length()));
    }
}
