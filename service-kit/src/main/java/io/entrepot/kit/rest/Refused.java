package io.entrepot.kit.rest;

import org.jspecify.annotations.Nullable;

/** An expected refusal by a rule of the management API. It carries no stack trace. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final @Nullable String field;

    private Refused(int status, String detail, @Nullable String field) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.field = field;
    }

    /** A part of the request that will not do. */
    public static Refused field(String field, String detail) {
        return new Refused(400, detail, field);
    }

    /** The body, which a request of its kind must have. */
    public static <T> T ifMissing(@Nullable T body) {
        if (body == null) {
            throw new Refused(400, "the request needs a body", null);
        }
        return body;
    }

    public static Refused unknown(String what) {
        return new Refused(404, "there is no such " + what, null);
    }

    public static Refused conflict(String detail) {
        return new Refused(409, detail, null);
    }

    /** The caller saw another state than there is now. */
    public static Refused changed() {
        return new Refused(412, "it was changed since you read it", null);
    }

    public static Refused withoutVersion() {
        return new Refused(428, "say in If-Match which version you change, as its ETag was", "If-Match");
    }

    public Problem problem() {
        return new Problem("the request is refused", status, detail, field);
    }
}
