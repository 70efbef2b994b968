package io.entrepot.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What answers say, read as a client reads it. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** The answer has this status and, in the specification's format, this error code. */
    public static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        var error = json(answer).path("errors").path(0);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    /** A header that has to be there. */
    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name + " in " + answer));
    }

    /** All headers but the time, the request's own name, and the framing of a body that an answer without one has no need of. */
    public static Map<String, List<String>> headers(HttpResponse<?> answer) {
        var headers = new TreeMap<String, List<String>>();
        answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        headers.remove("date");
        headers.remove("x-request-id");
        headers.remove("transfer-encoding");
        return headers;
    }

    /** The body of an answer that is text. */
    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(answer), e);
        }
    }

    /** The texts of a member that is an array. */
    public static List<String> texts(HttpResponse<byte[]> answer, String member) {
        return JSON.convertValue(
                json(answer).path(member), JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    /** Where a {@code Link} leads, which has to be relative. */
    public static String next(HttpResponse<?> answer) {
        var link = header(answer, "Link");
        assertThat(link).startsWith("</").endsWith(">; rel=\"next\"");
        return link.substring(1, link.indexOf('>'));
    }
}
