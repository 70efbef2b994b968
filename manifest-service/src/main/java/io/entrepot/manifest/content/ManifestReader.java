package io.entrepot.manifest.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest token by token, keeping only what matters: a tree of a hostile document would take many times its
 * size. A field that matters may stand there once only, since readers differ in which of two they take.
 */
final class ManifestReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private final byte[] bytes;
    private final Set<String> seen = new HashSet<>();
    private final List<Descriptor> layers = new ArrayList<>();
    private final List<Descriptor> blobs = new ArrayList<>();
    private final List<Descriptor> manifests = new ArrayList<>();
    private @Nullable Descriptor config;
    private @Nullable Descriptor subject;
    private @Nullable String mediaType;
    private @Nullable String artifactType;
    private @Nullable String annotations;

    private ManifestReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the fields; what they mean depends on the media type, which may be the last of them. */
    static ManifestFields read(byte[] bytes) {
        var reader = new ManifestReader(bytes);
        try (var json = JSON.createParser(bytes)) {
            reader.document(json);
        } catch (IOException e) {
            throw OciError.MANIFEST_INVALID.because("the manifest is not valid JSON");
        }
        return reader.fields();
    }

    private ManifestFields fields() {
        return new ManifestFields(
                seen, mediaType, artifactType, config, subject, annotations, layers, blobs, manifests);
    }

    private void document(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("the manifest is no JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            field(json, name);
        }
        if (json.nextToken() != null) {
            throw invalid("something follows the manifest");
        }
    }

    private void field(JsonParser json, String name) throws IOException {
        switch (name) {
            case "schemaVersion" -> {
                once(name);
                requireSecondSchema(json);
            }
            case "fsLayers" -> throw invalid("Docker schema 1 is not supported");
            case "mediaType", "artifactType", "config", "subject", "annotations", "layers", "blobs", "manifests" -> {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    once(name);
                    value(json, name);
                }
            }
            default -> json.skipChildren();
        }
    }

    private void value(JsonParser json, String name) throws IOException {
        switch (name) {
            case "mediaType" -> mediaType = text(json, name);
            case "artifactType" -> artifactType = text(json, name);
            case "config" -> config = Descriptor.read(json, name);
            case "subject" -> subject = Descriptor.read(json, name);
            case "annotations" -> annotations = annotations(json);
            case "layers" -> descriptors(json, name, layers);
            case "blobs" -> descriptors(json, name, blobs);
            case "manifests" -> descriptors(json, name, manifests);
            default -> throw new IllegalStateException(name);
        }
    }

    private void once(String name) {
        if (!seen.add(name)) {
            throw invalid("the manifest has two of " + name);
        }
    }

    private static void requireSecondSchema(JsonParser json) throws IOException {
        var isNumber = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (isNumber && json.getText().equals("1")) {
            throw invalid("Docker schema 1 is not supported");
        }
        if (!isNumber || !json.getText().equals("2")) {
            throw invalid("schemaVersion is not 2");
        }
    }

    private static String text(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid(name + " is no text");
        }
        return json.getText();
    }

    private static void descriptors(JsonParser json, String name, List<Descriptor> into) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw invalid(name + " is no array");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(Descriptor.read(json, name + "[" + into.size() + "]"));
        }
    }

    /** The object as it stands there: whoever lists referrers copies it. */
    private String annotations(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("annotations are no object");
        }
        var start = (int) json.currentTokenLocation().getByteOffset();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw invalid("an annotation is no text");
            }
            json.finishToken(); // a text that is skipped isn't checked
        }
        var end = (int) json.currentTokenLocation().getByteOffset() + 1;
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static OciException invalid(String detail) {
        return OciError.MANIFEST_INVALID.because(detail);
    }
}
