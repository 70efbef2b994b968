package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job of a CI server pushes by the token that its server gave it: to the repository of its project, and to no other. */
@ExtendWith(ClosedRegistries.class)
class JobE2E {
    private static final TestImage IMAGE = TestImage.of(17, 1, 1_000, Packing.GZIP);
    private static final String SCOPES_OF_APP = "repository:jobs/app:pull,push";
    private static final String SCOPES_OF_OTHER = "repository:jobs/other:pull,push";
    private static final CiServer CI = new CiServer();

    @BeforeAll
    static void believeTheCiServer(ClosedRegistry registry) {
        var made = registry.administrator()
                .send(
                        "POST",
                        "/api/v1/issuers",
                        BodyPublishers.ofString("""
                                {"name": "ci", "url": "%s", "audience": "%s", "rules": [
                                    {"name": "app", "claims": {"project_path": "jobs/app", "ref": "main"}},
                                    {"name": "branches", "claims": {"project_path": "jobs/app"}}]}""".formatted(CI.url(), CiServer.AUDIENCE)),
                        "Content-Type",
                        "application/json");
        assertThat(made.statusCode()).as(() -> text(made)).isEqualTo(201);
        registry.let("workload:ci/app", "jobs/app", "pull", "push");
        registry.let("workload:ci/branches", "jobs/app", "pull");
    }

    @AfterAll
    static void close() {
        CI.close();
    }

    /** What docker shows after a login as the issuer, with a job's token as the password. */
    private static String login(String project, String ref) {
        return ClosedRegistry.basic("workload+ci", CI.token(Map.of("project_path", project, "ref", ref)));
    }

    @Test
    void itPushesToItsRepositoryByATokenOfTheRegistry(ClosedRegistry registry) {
        var token = registry.token(login("jobs/app", "main"), SCOPES_OF_APP, SCOPES_OF_OTHER);
        var job = registry.client().showing("Bearer " + token);

        assertThat(job.push("jobs/app", "by-token", IMAGE).statusCode()).isEqualTo(201);
        assertThat(job.manifest("jobs/app", "by-token").statusCode()).isEqualTo(200);
        var elsewhere = job.startUpload("jobs/other");
        assertThat(elsewhere.statusCode()).isEqualTo(401);
        assertThat(header(elsewhere, "WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        assertThat(job.pushManifest("jobs/other", "1", IMAGE.root()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void itPushesToItsRepositoryByItsOwnToken(ClosedRegistry registry) {
        var job = registry.client().showing(login("jobs/app", "main"));

        assertThat(job.push("jobs/app", "by-login", IMAGE).statusCode()).isEqualTo(201);
        assertThat(job.manifest("jobs/app", "by-login").statusCode()).isEqualTo(200);
        assertThat(job.startUpload("jobs/other").statusCode()).isEqualTo(403);
        assertThat(job.pushManifest("jobs/other", "1", IMAGE.root()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void itDoesNoMoreThanItsRuleMay(ClosedRegistry registry) {
        registry.administrator().push("jobs/app", "1", IMAGE);
        var branch = registry.client().showing(login("jobs/app", "experiment"));

        assertThat(branch.manifest("jobs/app", "1").statusCode()).isEqualTo(200);
        assertThat(branch.pushManifest("jobs/app", "2", IMAGE.root()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void itIsNobodyWhereNoRuleIsAboutIt(ClosedRegistry registry) {
        var stranger = registry.client().showing(login("another/project", "main"));

        assertThat(stranger.get("/token?service=entrepot&scope=" + SCOPES_OF_APP)
                        .statusCode())
                .isEqualTo(401);
        assertThat(stranger.startUpload("jobs/app").statusCode()).isEqualTo(401);
    }
}
