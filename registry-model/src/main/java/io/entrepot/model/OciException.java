package io.entrepot.model;

import java.util.Map;

/** An expected refusal. It carries no stack trace: it says what was wrong with a request, not where we noticed. */
public final class OciException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final OciError error;
    private final int status;
    private final String detail;
    private final transient Map<String, String> headers;

    OciException(OciError error, int status, String detail) {
        this(error, status, detail, Map.of());
    }

    private OciException(OciError error, int status, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.error = error;
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    /** The same refusal with response headers that belong to it, such as {@code Range} or {@code Allow}. */
    public OciException with(Map<String, String> responseHeaders) {
        return new OciException(error, status, detail, Map.copyOf(responseHeaders));
    }

    public OciError error() {
        return error;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
