package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What openapi.json says, beside what the framework finds in the resources: it knows less, but nothing wrong. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class OpenApiIT {
    @Test
    void describesWhatIsOffered() {
        var described = Wire.json(Wire.ANONYMOUS.get("/api/v1/openapi"));
        var offered = Wire.json(Wire.ANONYMOUS.get("/offered?format=json"));

        assertThat(operations(described)).containsExactlyEntriesOf(operations(offered));
    }

    /** By method and path: the names of the parameters, and of what is in the body and in the answer. */
    private static Map<String, Set<String>> operations(JsonObject document) {
        var operations = new TreeMap<String, Set<String>>();
        for (var path : document.getJsonObject("paths")) {
            for (var method : (JsonObject) path.getValue()) {
                operations.put(method.getKey() + " " + path.getKey(), names(document, (JsonObject) method.getValue()));
            }
        }
        return operations;
    }

    private static Set<String> names(JsonObject document, JsonObject operation) {
        var names = new TreeSet<String>();
        for (var parameter : operation.getJsonArray("parameters", new JsonArray())) {
            var found = resolved(document, (JsonObject) parameter);
            names.add(found.getString("in") + " " + found.getString("name"));
        }
        var body = operation.getJsonObject("requestBody");
        if (body != null) {
            addProperties(names, "body ", document, body);
        }
        for (var status : operation.getJsonObject("responses")) {
            if (status.getKey().startsWith("2")) {
                addProperties(names, "answer ", document, (JsonObject) status.getValue());
            }
        }
        return names;
    }

    private static void addProperties(Set<String> names, String prefix, JsonObject document, JsonObject message) {
        var content = message.getJsonObject("content", new JsonObject()).getJsonObject("application/json");
        if (content != null) {
            var schema = resolved(document, content.getJsonObject("schema"));
            for (var property : schema.getJsonObject("properties", new JsonObject())) {
                names.add(prefix + property.getKey());
            }
        }
    }

    private static JsonObject resolved(JsonObject document, JsonObject described) {
        var found = described;
        for (var reference = found.getString("$ref"); reference != null; reference = found.getString("$ref")) {
            found = document;
            for (var step : reference.substring("#/".length()).split("/", -1)) {
                found = found.getJsonObject(step);
            }
        }
        return found;
    }
}
