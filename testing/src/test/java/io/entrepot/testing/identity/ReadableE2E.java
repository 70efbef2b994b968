package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.next;
import static io.entrepot.testing.wire.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes beyond one repository shows, and takes, only what the caller may read. */
@ExtendWith(ClosedRegistries.class)
class ReadableE2E {
    private static final TestImage IMAGE = TestImage.of(9, 1, 1_000, Packing.GZIP);
    private static final Blob SECRET = Blob.of("application/octet-stream", Blob.random(10, 100));
    private static final Blob SHARED = Blob.of("application/octet-stream", Blob.random(11, 100));
    private static final List<String> REPOSITORIES =
            List.of("readable/a/1", "readable/a/1/deep", "readable/a/2", "readable/b", "readable/c/x", "readable/d");

    @BeforeAll
    static void fill(ClosedRegistry registry) {
        var administrator = registry.administrator();
        REPOSITORIES.forEach(repository -> administrator.push(repository, "1", IMAGE));
        administrator.pushBlob("readable/d", SECRET);
        administrator.pushBlob("readable/b", SHARED);
        registry.user("viewer");
        registry.let("user:viewer", "readable/a/*", "pull");
        registry.let("user:viewer", "readable/b", "pull");
        registry.let("user:viewer", "readable/mine/**", "pull", "push");
    }

    @Test
    void theCatalogHasWhatOneMayRead(ClosedRegistry registry) {
        var byToken = registry.holder("viewer", "registry:catalog:*").get("/v2/_catalog");
        assertThat(texts(byToken, "repositories"))
                .contains("readable/a/1", "readable/a/2", "readable/b")
                .allMatch(name -> name.matches("readable/(a/[^/]*|b|mine/.*)|public/.*"));
        var byPassword = registry.client()
                .showing(ClosedRegistry.basic("viewer", ClosedRegistry.PASSWORD))
                .get("/v2/_catalog");
        assertThat(byPassword.body()).isEqualTo(byToken.body());
        assertThat(texts(registry.administrator().get("/v2/_catalog"), "repositories"))
                .containsAll(REPOSITORIES);
    }

    @Test
    void theCatalogLeadsFromPageToPage(ClosedRegistry registry) {
        var viewer = registry.holder("viewer", "registry:catalog:*");
        var page = viewer.get("/v2/_catalog?n=1&last=readable");
        var seen = new ArrayList<>(texts(page, "repositories"));
        while (page.headers().firstValue("Link").isPresent()) {
            page = viewer.get(next(page));
            seen.addAll(texts(page, "repositories"));
        }
        assertThat(seen)
                .containsSubsequence("readable/a/1", "readable/a/2", "readable/b")
                .doesNotHaveDuplicates();
    }

    @Test
    void theCatalogIsForWhoSaysWhoTheyAre(ClosedRegistry registry) {
        var stranger = registry.client().get("/v2/_catalog");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(header(stranger, "WWW-Authenticate")).contains("scope=\"registry:catalog:*\"");
        assertThat(registry.holder("viewer", "repository:readable/b:pull")
                        .get("/v2/_catalog")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aMountTakesWhatOneMayRead(ClosedRegistry registry) {
        var viewer = registry.holder("viewer", "repository:readable/mine/1:pull,push", "repository:readable/b:pull");
        assertThat(viewer.mount("readable/mine/1", SHARED.digest(), "readable/b")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aMountByATokenThatDoesNotNameItsSourceIsSentBack(ClosedRegistry registry) {
        var viewer = registry.holder("viewer", "repository:readable/mine/2:pull,push");
        var answer = viewer.mount("readable/mine/2", SHARED.digest(), "readable/b");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate"))
                .contains("scope=\"repository:readable/mine/2:pull,push repository:readable/b:pull\"");
    }

    @Test
    void aMountOfWhatOneMayNotReadIsAnUpload(ClosedRegistry registry) {
        var viewer = registry.holder("viewer", "repository:readable/mine/3:pull,push", "repository:readable/d:pull");
        for (var from : List.of("readable/d", "readable/nothing")) {
            assertThat(viewer.mount("readable/mine/3", SECRET.digest(), from).statusCode())
                    .isEqualTo(202);
        }
        assertThat(viewer.blob("readable/mine/3", SECRET.digest()).statusCode()).isEqualTo(404);
    }

    @Test
    void aMountFromAnywhereLooksWhereOneMayRead(ClosedRegistry registry) {
        var viewer = registry.holder("viewer", "repository:readable/mine/4:pull,push");
        var mount = "/v2/readable/mine/4/blobs/uploads/?mount=";
        assertThat(viewer.send("POST", mount + SECRET.digest(), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(202);
        assertThat(viewer.send("POST", mount + SHARED.digest(), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theHistoryOfATagIsForWhoMayRead(ClosedRegistry registry) {
        var viewer = registry.client().showing(ClosedRegistry.basic("viewer", ClosedRegistry.PASSWORD));
        assertThat(viewer.get("/api/v1/repositories/readable/b/tags/1/history").statusCode())
                .isEqualTo(200);
        assertThat(viewer.get("/api/v1/repositories/readable/d/tags/1/history").statusCode())
                .isEqualTo(403);
        assertThat(viewer.get("/api/v1/repositories/readable/nothing/tags/1/history")
                        .statusCode())
                .isEqualTo(403);
        assertThat(registry.client()
                        .get("/api/v1/repositories/readable/b/tags/1/history")
                        .statusCode())
                .isEqualTo(401);
    }
}
