package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way of a client from the first refusal to the image. */
@ExtendWith({ClosedRegistries.class, StartedRegistries.class})
class LoginE2E {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final TestImage IMAGE = TestImage.of(7, 2, 2_000, Packing.GZIP);

    private static Map<String, String> parameters(String challenge) {
        var parameters = new HashMap<String, String>();
        PARAMETER.matcher(challenge).results().forEach(found -> parameters.put(found.group(1), found.group(2)));
        return parameters;
    }

    @Test
    void thePingSaysWhereTokensAre(ClosedRegistry registry) {
        var ping = registry.client().get("/v2/");
        assertRefused(ping, 401, "UNAUTHORIZED");
        assertThat(header(ping, "WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"%s/token\",service=\"entrepot\""
                        .formatted(registry.running().uri()));
    }

    @Test
    void whoFollowsTheChallengeGetsIn(ClosedRegistry registry) {
        registry.user("follower");
        registry.let("user:follower", "follower/**", "pull", "push");
        var refused = registry.client().manifest("follower/app", "1");
        var challenge = parameters(header(refused, "WWW-Authenticate"));
        assertThat(challenge).containsEntry("scope", "repository:follower/app:pull");
        var pusher = registry.holder("follower", "repository:follower/app:pull,push");
        assertThat(pusher.get("/v2/").statusCode()).isEqualTo(200);
        assertThat(pusher.push("follower/app", "1", IMAGE).statusCode()).isEqualTo(201);

        var pulled =
                registry.holder("follower", challenge.getOrDefault("scope", "")).manifest("follower/app", "1");

        assertThat(pulled.body()).isEqualTo(IMAGE.root().bytes());
    }

    @Test
    void theAdministratorOfTheFirstStartMayEverything(ClosedRegistry registry) {
        var administrator = registry.administrator();
        assertThat(administrator.push("by-admin/app", "1", IMAGE).statusCode()).isEqualTo(201);
        assertThat(administrator.manifest("by-admin/app", "1").statusCode()).isEqualTo(200);
        assertThat(administrator.delete("/v2/by-admin/app/manifests/1").statusCode())
                .isEqualTo(202);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSame(ClosedRegistry registry) {
        registry.user("known");
        var wrong =
                registry.client().showing(ClosedRegistry.basic("known", "x")).get("/v2/");
        var unknown =
                registry.client().showing(ClosedRegistry.basic("unknown", "x")).get("/v2/");
        assertRefused(wrong, 401, "UNAUTHORIZED");
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(header(wrong, "WWW-Authenticate")).isEqualTo(header(unknown, "WWW-Authenticate"));
    }

    @Test
    void anybodyPullsWhatIsPublic(ClosedRegistry registry) {
        registry.let("anonymous", "public/**", "pull");
        registry.administrator().push("public/app", "1", IMAGE);
        assertThat(registry.stranger("repository:public/app:pull,push")
                        .manifest("public/app", "1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(registry.stranger("repository:public/app:pull,push")
                        .startUpload("public/app")
                        .statusCode())
                .isEqualTo(401);
        assertThat(registry.stranger().get("/v2/").statusCode()).isEqualTo(200);
    }

    @Test
    void theAdministratorIsMadeOnce(OwnRegistries registries) {
        var registry = new ClosedRegistry(registries.start(Map.of()));
        registry.running().stop();
        registry.running().start();
        assertThat(registry.administrator().get("/v2/").statusCode()).isEqualTo(200);
        assertThat(registry.running().endOfLog().split("--password-stdin", -1)).hasSize(2);
    }
}
