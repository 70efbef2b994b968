package io.entrepot.manifest.referrers;

import io.entrepot.model.Digest;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of referrers as the image index that is answered. */
final class SubjectReferrers {
    private static final byte[] OPENING =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOSING = "]}".getBytes(StandardCharsets.UTF_8);
    private static final int ENTRY_WEIGHT = 200;

    private final ReferrerStore.Page page;
    private final Buffer index;

    SubjectReferrers(ReferrerStore.Page page) {
        this.page = page;
        this.index = index(page.referrers());
    }

    /** The index; may be sent any number of times. */
    Buffer index() {
        return index;
    }

    /** Where the next page begins; null where this is the last. */
    @Nullable
    Digest next() {
        return page.more() ? page.referrers().getLast().digest() : null;
    }

    /** Those of one type; only of a page that has them all. */
    SubjectReferrers ofType(String artifactType) {
        var chosen = page.referrers().stream()
                .filter(referrer -> artifactType.equals(referrer.artifactType()))
                .toList();
        return new SubjectReferrers(new ReferrerStore.Page(chosen, false));
    }

    /** The bytes of memory this holds, roughly. */
    int weight() {
        return 2 * index.length() + page.referrers().size() * ENTRY_WEIGHT + 500;
    }

    private static Buffer index(List<Referrer> referrers) {
        var size = referrers.stream().mapToInt(r -> r.descriptor().length() + 1).sum();
        var json = Buffer.buffer(OPENING.length + size + CLOSING.length).appendBytes(OPENING);
        for (var i = 0; i < referrers.size(); i++) {
            if (i > 0) {
                json.appendByte((byte) ',');
            }
            json.appendString(referrers.get(i).descriptor());
        }
        return json.appendBytes(CLOSING);
    }
}
