package io.entrepot.manifest.history;

/** What went wrong with a request of the management API (RFC 9457). */
public record Problem(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem(String title, int status, String detail) {
        this("about:blank", title, status, detail);
    }
}
