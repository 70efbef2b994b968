package io.entrepot.kit.http;

import io.vertx.core.http.HttpHeaders;

/** Header names and values made once, so that a hot answer encodes nothing. */
public final class Headers {
    public static final CharSequence API_VERSION = HttpHeaders.createOptimized("Docker-Distribution-API-Version");
    public static final CharSequence REGISTRY_2_0 = HttpHeaders.createOptimized("registry/2.0");
    public static final CharSequence DOCKER_CONTENT_DIGEST = HttpHeaders.createOptimized("Docker-Content-Digest");
    public static final CharSequence DOCKER_UPLOAD_UUID = HttpHeaders.createOptimized("Docker-Upload-UUID");
    public static final CharSequence OCI_SUBJECT = HttpHeaders.createOptimized("OCI-Subject");
    public static final CharSequence OCI_TAG = HttpHeaders.createOptimized("OCI-Tag");
    public static final CharSequence OCI_FILTERS_APPLIED = HttpHeaders.createOptimized("OCI-Filters-Applied");
    public static final CharSequence LINK = HttpHeaders.createOptimized("Link");
    public static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;
    public static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
    public static final CharSequence LOCATION = HttpHeaders.LOCATION;
    public static final CharSequence ETAG = HttpHeaders.ETAG;
    public static final CharSequence RANGE = HttpHeaders.createOptimized("Range");
    public static final CharSequence ACCEPT_RANGES = HttpHeaders.ACCEPT_RANGES;
    public static final CharSequence CACHE_CONTROL = HttpHeaders.CACHE_CONTROL;

    public static final CharSequence ZERO = HttpHeaders.createOptimized("0");
    public static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    public static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
    /** For what is named by its digest: it never changes, but a shared cache must not serve it to strangers. */
    public static final CharSequence IMMUTABLE = HttpHeaders.createOptimized("private, max-age=31536000, immutable");
    /** For what a tag names now: to be asked for again each time, by its entity tag. */
    public static final CharSequence REVALIDATE = HttpHeaders.createOptimized("private, no-cache");

    private Headers() {}
}
