package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.headers;
import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.next;
import static io.entrepot.testing.wire.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.wire.OciClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of tags and of repositories. Other tests push meanwhile, so the repositories are looked at from a name on. */
@ExtendWith(StartedRegistries.class)
class ListE2E {
    private static final String TAGS = "/v2/api/list/tags/list";
    private static final List<String> SORTED = List.of("1", "A", "B", "_x", "a", "a-b", "a.b", "aa", "b");

    private OciClient client;
    private Repository repository;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
        repository = new Repository(client, "api/list");
        var image = repository.image("list");
        for (var tag : List.of("b", "a.b", "A", "aa", "_x", "1", "a-b", "B", "a")) {
            repository.push(tag, image);
        }
    }

    @Test
    void allTagsAreListedInByteOrder() {
        var list = client.get(TAGS);

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(header(list, "Content-Type")).isEqualTo("application/json");
        assertThat(json(list).path("name").asText()).isEqualTo("api/list");
        assertThat(texts(list, "tags")).isEqualTo(SORTED);
        assertThat(list.headers().firstValue("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void pagesLeadToEachOther(int n) {
        var collected = new ArrayList<String>();
        var page = client.get(TAGS + "?n=" + n);
        while (page.headers().firstValue("Link").isPresent()) {
            assertThat(texts(page, "tags")).hasSize(n);
            collected.addAll(texts(page, "tags"));
            page = client.get(next(page));
        }
        collected.addAll(texts(page, "tags"));

        assertThat(collected).isEqualTo(SORTED);
    }

    @Test
    void aPageThatHoldsAllLeadsNowhere() {
        for (var n : List.of("9", "10", "99999", "99999999999999999999")) {
            var page = client.get(TAGS + "?n=" + n);

            assertThat(texts(page, "tags")).isEqualTo(SORTED);
            assertThat(page.headers().firstValue("Link")).isEmpty();
        }
    }

    @Test
    void aListBeginsBehindTheLastNameWhetherItExistsOrNot() {
        assertThat(texts(client.get(TAGS + "?last=a-b"), "tags")).containsExactly("a.b", "aa", "b");
        assertThat(texts(client.get(TAGS + "?last=a-c"), "tags")).containsExactly("a.b", "aa", "b");
        assertThat(texts(client.get(TAGS + "?n=1&last=a-c"), "tags")).containsExactly("a.b");
        assertThat(texts(client.get(TAGS + "?last=zzz"), "tags")).isEmpty();
        assertThat(client.get(TAGS + "?last=").body())
                .isEqualTo(client.get(TAGS).body());
    }

    @Test
    void aPageOfNoneIsEmpty() {
        var page = client.get(TAGS + "?n=0");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(texts(page, "tags")).isEmpty();
        assertThat(page.headers().firstValue("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=x", "n=-1", "n=1.5", "n=", "n=%201"})
    void aMalformedPageIsRefused(String query) {
        assertThat(client.get(TAGS + "?" + query).statusCode()).isEqualTo(400);
        assertThat(client.get("/v2/_catalog?" + query).statusCode()).isEqualTo(400);
        assertThat(header(client.get(TAGS + "?" + query), "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aMalformedLastNameIsRefused() {
        assertRefused(client.get(TAGS + "?last=.x"), 400, "MANIFEST_INVALID");
        assertRefused(client.get("/v2/_catalog?last=NOT//A-NAME"), 400, "NAME_INVALID");
    }

    @Test
    void anUnknownRepositoryHasNoList() {
        assertRefused(client.get("/v2/api/list-unknown/tags/list"), 404, "NAME_UNKNOWN");
        assertThat(client.head("/v2/api/list-unknown/tags/list").statusCode()).isEqualTo(404);
    }

    @Test
    void aRepositoryWithoutTagsHasAnEmptyList() {
        var untagged = new Repository(client, "api/list-untagged");
        var image = untagged.image("untagged");
        untagged.push(image.digest(), image);

        assertThat(texts(client.get("/v2/api/list-untagged/tags/list"), "tags")).isEmpty();
    }

    @Test
    void aListOfThousandsIsStreamedWhole() {
        var many = new Repository(client, "api/list-many");
        var image = many.image("many");
        var names = IntStream.range(0, 2_500).mapToObj("t%05d"::formatted).toList();
        for (var from = 0; from < names.size(); from += 500) {
            var tags = String.join("&tag=", names.subList(from, from + 500));
            assertThat(many.push(image.digest() + "?tag=" + tags, image).statusCode())
                    .isEqualTo(201);
        }

        var all = client.get("/v2/api/list-many/tags/list");
        var page = client.get("/v2/api/list-many/tags/list?n=2000");

        assertThat(texts(all, "tags")).isEqualTo(names);
        assertThat(texts(page, "tags")).isEqualTo(names.subList(0, 2_000));
        assertThat(texts(client.get(next(page)), "tags")).isEqualTo(names.subList(2_000, 2_500));
        assertThat(headers(client.head("/v2/api/list-many/tags/list"))).isEqualTo(headers(all));
        assertThat(headers(client.head("/v2/api/list-many/tags/list?n=2000"))).isEqualTo(headers(page));
    }

    @Test
    void headHasEveryHeaderOfGetAndNoBody() {
        for (var path : List.of("/v2/", TAGS, TAGS + "?n=2", "/v2/_catalog?n=1")) {
            var head = client.head(path);

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(headers(head)).as(path).isEqualTo(headers(client.get(path)));
        }
    }

    @Test
    void repositoriesAreListedPageByPage() {
        for (var name : List.of("zz-list/c", "zz-list/a", "zz-list/b/d", "zz-list/b")) {
            var listed = new Repository(client, name);
            listed.push("1", listed.image("1"));
        }

        var all = client.get("/v2/_catalog?last=zz-list");
        var first = client.get("/v2/_catalog?n=3&last=zz-list");
        var second = client.get(next(first));

        assertThat(header(all, "Content-Type")).isEqualTo("application/json");
        assertThat(texts(all, "repositories")).containsExactly("zz-list/a", "zz-list/b", "zz-list/b/d", "zz-list/c");
        assertThat(texts(first, "repositories")).containsExactly("zz-list/a", "zz-list/b", "zz-list/b/d");
        assertThat(texts(second, "repositories")).containsExactly("zz-list/c");
        assertThat(texts(client.get("/v2/_catalog?n=0"), "repositories")).isEmpty();
    }
}
