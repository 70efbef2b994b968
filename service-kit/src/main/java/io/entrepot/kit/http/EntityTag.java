package io.entrepot.kit.http;

import io.entrepot.model.Digest;

/** Entity tags (RFC 9110, section 8.8.3): a digest in quotes. */
public final class EntityTag {
    private EntityTag() {}

    public static String of(Digest digest) {
        return '"' + digest.toString() + '"';
    }

    /** Whether a list of entity tags, as {@code If-Match} and {@code If-None-Match} hold it, names this one or is {@code *}. */
    public static boolean matches(String list, CharSequence etag) {
        for (var start = 0; start < list.length(); ) {
            var comma = list.indexOf(',', start);
            var end = comma < 0 ? list.length() : comma;
            var candidate = list.substring(start, end).strip();
            if (candidate.equals("*")
                    || candidate.contentEquals(etag)
                    || (candidate.startsWith("W/") && candidate.substring(2).contentEquals(etag))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
