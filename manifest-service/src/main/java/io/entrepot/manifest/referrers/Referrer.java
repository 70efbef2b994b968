package io.entrepot.manifest.referrers;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.entrepot.model.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One manifest in a list of referrers.
 *
 * @param descriptor the JSON that describes it there
 */
public record Referrer(Digest digest, @Nullable String artifactType, String descriptor) {
    /** Describes a manifest; its annotations are the JSON object of the manifest itself. */
    public static Referrer of(
            Digest digest, String mediaType, long size, @Nullable String artifactType, @Nullable String annotations) {
        var json = new StringBuilder(256 + (annotations == null ? 0 : annotations.length()));
        json.append("{\"mediaType\":");
        quote(json, mediaType);
        json.append(",\"digest\":\"").append(digest).append("\",\"size\":").append(size);
        if (artifactType != null) {
            json.append(",\"artifactType\":");
            quote(json, artifactType);
        }
        if (annotations != null) {
            json.append(",\"annotations\":").append(annotations);
        }
        return new Referrer(digest, artifactType, json.append('}').toString());
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
