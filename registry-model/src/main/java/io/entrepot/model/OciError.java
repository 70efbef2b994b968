package io.entrepot.model;

/**
 * The error codes of the distribution specification ("Error Codes"), each with its usual status, and the two that its
 * Docker ancestor has for faults of the registry itself.
 */
public enum OciError {
    BLOB_UNKNOWN(404, "blob unknown to registry"),
    BLOB_UPLOAD_INVALID(416, "blob upload invalid"),
    BLOB_UPLOAD_UNKNOWN(404, "blob upload unknown to registry"),
    DIGEST_INVALID(400, "provided digest did not match uploaded content or is not a digest"),
    MANIFEST_BLOB_UNKNOWN(404, "manifest references a manifest or blob unknown to registry"),
    MANIFEST_INVALID(400, "manifest invalid"),
    MANIFEST_UNKNOWN(404, "manifest unknown to registry"),
    NAME_INVALID(400, "invalid repository name"),
    NAME_UNKNOWN(404, "repository name not known to registry"),
    SIZE_INVALID(400, "provided length did not match content length or is not allowed"),
    UNAUTHORIZED(401, "authentication required"),
    DENIED(403, "requested access to the resource is denied"),
    UNSUPPORTED(405, "the operation is unsupported"),
    TOOMANYREQUESTS(429, "too many requests"),
    UNAVAILABLE(503, "the registry cannot do this now"),
    UNKNOWN(500, "the registry failed");

    private final int status;
    private final String message;

    OciError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }

    /** A refusal with the code's usual status; the detail is for the person at the client. */
    public OciException because(String detail) {
        return new OciException(this, status, detail);
    }

    /** The same with another status, such as 409 or 412, for which the specification has no code of its own. */
    public OciException because(int otherStatus, String detail) {
        return new OciException(this, otherStatus, detail);
    }
}
