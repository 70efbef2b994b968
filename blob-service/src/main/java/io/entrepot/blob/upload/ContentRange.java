package io.entrepot.blob.upload;

import io.entrepot.model.OciError;
import org.jspecify.annotations.Nullable;

/** The {@code Content-Range} of a chunk, {@code <start>-<end>}, both inclusive (specification, "Pushing a blob in chunks"). */
record ContentRange(long start, long end) {
    /** The range of a header, null where there is none; 416 for a malformed one. */
    static @Nullable ContentRange parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        // HTTP's own form, "bytes 0-99/1000", is what some clients send.
        var text = header.startsWith("bytes ") ? header.substring("bytes ".length()) : header;
        var slash = text.indexOf('/');
        text = slash < 0 ? text : text.substring(0, slash);
        var dash = text.indexOf('-');
        if (dash < 0) {
            throw malformed();
        }
        var start = number(text.substring(0, dash));
        var end = number(text.substring(dash + 1));
        if (end < start) {
            throw malformed();
        }
        return new ContentRange(start, end);
    }

    long length() {
        return end - start + 1;
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed();
        }
        return Long.parseLong(digits);
    }

    private static RuntimeException malformed() {
        return OciError.BLOB_UPLOAD_INVALID.because("Content-Range is <start>-<end>, both inclusive");
    }
}
