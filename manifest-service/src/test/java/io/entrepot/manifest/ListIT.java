package io.entrepot.manifest;

import static io.entrepot.manifest.Wire.delete;
import static io.entrepot.manifest.Wire.get;
import static io.entrepot.manifest.Wire.header;
import static io.entrepot.manifest.Wire.json;
import static io.entrepot.manifest.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class ListIT {
    private final String repository = Sample.repository();

    private void push(List<String> tags) {
        var image = Sample.image();
        for (var from = 0; from < tags.size(); from += 100) {
            var query = tags.subList(from, Math.min(tags.size(), from + 100)).stream()
                    .map(tag -> "tag=" + tag)
                    .collect(Collectors.joining("&"));
            var path = "/v2/" + repository + "/manifests/" + Sample.digest(image) + "?" + query;
            assertThat(put(path, image).statusCode()).isEqualTo(201);
        }
    }

    private HttpResponse<byte[]> list(String query) {
        return get("/v2/" + repository + "/tags/list" + query);
    }

    private static List<Object> names(HttpResponse<byte[]> response, String field) {
        return json(response).getJsonArray(field).stream().toList();
    }

    @Test
    void listsInByteOrder() {
        push(List.of("b", "B", "a.1", "a-1", "_", "10", "9"));
        var listed = list("");
        assertThat(json(listed).getString("name")).isEqualTo(repository);
        assertThat(names(listed, "tags")).containsExactly("10", "9", "B", "_", "a-1", "a.1", "b");
    }

    @Test
    void leadsFromPageToPage() {
        push(List.of("a", "b", "c", "d", "e"));
        var seen = new ArrayList<Object>();
        var path = "/v2/" + repository + "/tags/list?n=2";
        while (!path.isEmpty()) {
            var page = get(path);
            seen.addAll(names(page, "tags"));
            path = header(page, "Link").replaceAll("^<([^>]*)>; rel=\"next\"$", "$1");
        }
        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void lastWithoutNGivesAllThatFollow() {
        push(List.of("a", "b", "c"));
        assertThat(names(list("?last=a"), "tags")).containsExactly("b", "c");
        assertThat(names(list("?last=aa"), "tags")).containsExactly("b", "c");
    }

    @Test
    void theLastPageHasNoLink() {
        push(List.of("a", "b"));
        assertThat(header(list("?n=2"), "Link")).isEmpty();
    }

    @Test
    void zeroGivesNothing() {
        push(List.of("a"));
        var listed = list("?n=0");
        assertThat(names(listed, "tags")).isEmpty();
        assertThat(header(listed, "Link")).isEmpty();
    }

    @Test
    void aHugeNumberIsAsGoodAsAny() {
        push(List.of("a"));
        assertThat(names(list("?n=99999999999999999999"), "tags")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?n=-1", "?n=x", "?n=", "?n=1.5", "?n=1&last=-", "?last=%00", "?last=a/b"})
    void refusesWhatIsNoPage(String query) {
        push(List.of("a"));
        assertThat(list(query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=%zz", "n=1&last=%", "n=%00", "last=%ff%fe"})
    void refusesWhatIsBadlyEncoded(String query) {
        assertThat(Wire.rawGet("/v2/" + repository + "/tags/list?" + query)).isEqualTo(400);
        assertThat(Wire.rawGet("/v2/_catalog?" + query)).isEqualTo(400);
    }

    @Test
    void anUnknownRepositoryHasNoList() {
        var unknown = get("/v2/nobody/pushed/this/tags/list");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Wire.text(unknown)).contains("NAME_UNKNOWN");
    }

    @Test
    void aRepositoryWithoutTagsHasAnEmptyOne() {
        push(List.of("only"));
        delete("/v2/" + repository + "/manifests/only");
        assertThat(names(list(""), "tags")).isEmpty();
    }

    @Test
    void streamsAListOfAnyLength() {
        var tags = IntStream.range(10_000, 13_500).mapToObj(i -> "t" + i).toList();
        push(tags);
        assertThat(names(list(""), "tags")).isEqualTo(tags);
    }

    @Test
    void listsRepositories() {
        push(List.of("a"));
        var page = get("/v2/_catalog?n=1000&last=" + repository.substring(0, repository.length() - 1));
        assertThat(names(page, "repositories")).contains(repository);
        assertThat(names(get("/v2/_catalog"), "repositories")).contains(repository);
        var one = get("/v2/_catalog?n=1");
        assertThat(names(one, "repositories")).hasSize(1);
    }
}
