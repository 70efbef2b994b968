package io.entrepot.manifest.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reference to content (image specification, "Content Descriptors").
 *
 * @param elsewhere whether the content is distributed from elsewhere, so that the registry need not have it
 */
record Descriptor(Digest digest, String mediaType, boolean elsewhere) {
    private static final Set<String> NOT_DISTRIBUTED = Set.of(
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
            "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
            "application/vnd.docker.image.rootfs.foreign.diff.tar",
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");

    /** Reads the object the parser stands at the beginning of; {@code field} is for the person whose manifest it is. */
    static Descriptor read(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(field, "is no descriptor");
        }
        @Nullable String digest = null;
        @Nullable String mediaType = null;
        var sized = false;
        var urls = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "digest" -> digest = text(json, digest, field, name);
                case "mediaType" -> mediaType = text(json, mediaType, field, name);
                case "size" -> {
                    requireSize(json, sized, field);
                    sized = true;
                }
                case "urls" -> urls = hasUrls(json, field);
                default -> json.skipChildren();
            }
        }
        if (digest == null || mediaType == null || !sized) {
            throw malformed(field, "needs digest, mediaType and size");
        }
        return new Descriptor(digest(digest, field), mediaType, urls || NOT_DISTRIBUTED.contains(mediaType));
    }

    private static String text(JsonParser json, @Nullable String before, String field, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed(field, "has a " + name + " that is no text");
        }
        if (before != null) {
            throw malformed(field, "has two of " + name);
        }
        var text = json.getText();
        if (text.isEmpty()) {
            throw malformed(field, "has an empty " + name);
        }
        return text;
    }

    private static void requireSize(JsonParser json, boolean again, String field) throws IOException {
        var isLong = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (again || !isLong || json.getLongValue() < 0) {
            throw malformed(field, "has no size of 0 or more, or two");
        }
    }

    private static boolean hasUrls(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(field, "has urls that are no array");
        }
        var any = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw malformed(field, "has a URL that is no text");
            }
            any = true;
        }
        return any;
    }

    private static Digest digest(String text, String field) {
        try {
            return Digest.parse(text);
        } catch (OciException e) {
            throw malformed(field, "has a digest that is " + e.detail());
        }
    }

    private static OciException malformed(String field, String what) {
        return OciError.MANIFEST_INVALID.because(field + " " + what);
    }
}
