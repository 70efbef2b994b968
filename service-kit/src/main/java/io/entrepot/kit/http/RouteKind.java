package io.entrepot.kit.http;

/** The shapes a path of the Distribution API can have (specification, "Endpoints"). */
public enum RouteKind {
    /** {@code /v2/} (end-1). */
    BASE,
    /** {@code /v2/_catalog}, from the Docker API. */
    CATALOG,
    /** {@code /v2/<name>/tags/list} (end-8). */
    TAGS,
    /** {@code /v2/<name>/referrers/<digest>} (end-12). */
    REFERRERS,
    /** {@code /v2/<name>/manifests/<tag-or-digest>} (end-3, 7, 9). */
    MANIFEST,
    /** {@code /v2/<name>/blobs/<digest>} (end-2, 10). */
    BLOB,
    /** {@code /v2/<name>/blobs/uploads/} (end-4, 11). */
    UPLOADS,
    /** {@code /v2/<name>/blobs/uploads/<session>} (end-5, 6, 13, 14). */
    UPLOAD
}
