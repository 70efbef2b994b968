package io.entrepot.bench;

import java.io.IOException;
import java.util.Arrays;

/** What is measured: one line of the table for each registry. */
enum Row {
    MANIFEST_TAG("manifest-tag", "manifest GET by tag"),
    MANIFEST_DIGEST("manifest-digest", "manifest GET by digest"),
    BLOB_10K("blob-10k", "blob GET, 10 KiB"),
    BLOB_100M("blob-100m", "blob GET, 100 MB"),
    PUSH_500M("push-500m", "push of 500 MB, one PATCH stream"),
    PUSH_4K("push-4k", "blobs of 4 KiB pushed, POST and PUT"),
    PUSH_MANIFEST("push-manifest", "manifests pushed, a new one and a new tag each"),
    TAGS_10K("tags-10k", "tags/list, 100 of 10,000"),
    TAGS_1M("tags-1m", "tags/list, 100 of 1,000,000"),
    TOKENS("tokens", "tokens given out"),
    REFERRERS_1K("referrers-1k", "referrers, 1,000 entries"),
    REFERRERS_10K("referrers-10k", "referrers, 10,000 entries");

    private final String label;
    private final String title;

    Row(String label, String title) {
        this.label = label;
        this.title = title;
    }

    static Row named(String label) {
        return Arrays.stream(values())
                .filter(row -> row.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new UsageException("no row is called " + label));
    }

    /** Makes its data in the registry, checks one answer, digest included, and gives what can be measured. */
    Load prepare(Registry registry, Bed bed) throws IOException, InterruptedException {
        return switch (this) {
            case MANIFEST_TAG -> Reads.manifestByTag(registry, bed);
            case MANIFEST_DIGEST -> Reads.manifestByDigest(registry, bed);
            case BLOB_10K -> Reads.smallBlob(registry, bed);
            case BLOB_100M -> Reads.bigBlob(registry);
            case PUSH_500M -> Pushes.bigBlob(registry);
            case PUSH_4K -> Pushes.smallBlobs(registry, bed);
            case PUSH_MANIFEST -> Pushes.manifests(registry, bed);
            case TAGS_10K -> Lists.tags(registry, bed, 10_000);
            case TAGS_1M -> Lists.tags(registry, bed, 1_000_000);
            case TOKENS -> TokenLoad.of(registry, bed);
            case REFERRERS_1K -> Lists.referrers(registry, bed, 1_000);
            case REFERRERS_10K -> Lists.referrers(registry, bed, 10_000);
        };
    }

    String label() {
        return label;
    }

    String title() {
        return title;
    }

    /** Bytes that one operation moves, for a row that is about bytes; 0 for one that is about operations. */
    long bytes() {
        return switch (this) {
            case BLOB_100M -> Reads.BIG_BLOB_BYTES;
            case PUSH_500M -> Pushes.BIG_BLOB_BYTES;
            default -> 0;
        };
    }

    /** How many windows are measured; a window of one single push needs more of them. */
    int windows(int usual) {
        return this == PUSH_500M ? Math.max(usual, 5) : usual;
    }

    /** Takes minutes to prepare, so it runs only when asked for by name. */
    boolean isLong() {
        return this == TAGS_1M || this == REFERRERS_10K;
    }
}
