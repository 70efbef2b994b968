package io.entrepot.kit.internal;

import io.entrepot.model.OciError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What another service asks. One without what belongs in it is refused. */
public record Question(JsonObject json) {
    public String text(String name) {
        return asText(json.getValue(name));
    }

    public List<String> texts(String name) {
        if (json.getValue(name) instanceof JsonArray values) {
            return values.stream().map(Question::asText).toList();
        }
        throw malformed();
    }

    private static String asText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw malformed();
    }

    public static RuntimeException malformed() {
        return OciError.UNSUPPORTED.because(400, "the question is malformed");
    }
}
