package io.entrepot.testing.keycloak;

import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.identity.ClosedRegistry;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a login at Keycloak to a push, and what ends on the way. */
@ExtendWith(KeycloakSite.Resolver.class)
class KeycloakE2E {
    private static final TestImage IMAGE = TestImage.of(11, 1, 1_000, Packing.GZIP);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static HttpResponse<byte[]> makeToken(KeycloakSite site, String accessToken) {
        return site.registry()
                .client()
                .showing("Bearer " + accessToken)
                .send(
                        "POST",
                        "/api/v1/tokens",
                        BodyPublishers.ofString("{\"client\":\"laptop\"}"),
                        "Content-Type",
                        "application/json");
    }

    /** What docker shows after a login with a personal token that was made by this access token. */
    private static OciClient loggedIn(KeycloakSite site, String name) {
        var made = makeToken(site, site.keycloak().accessToken(name));
        assertThat(made.statusCode()).as(() -> text(made)).isEqualTo(201);
        assertThat(json(made).path("login").asText()).isEqualTo(name);
        return site.registry()
                .client()
                .showing(ClosedRegistry.basic(name, json(made).path("secret").asText()));
    }

    @Test
    void whoIsInAGroupPushesWhereTheGroupMay(KeycloakSite site) {
        site.keycloak().user("pusher", "dev");
        site.registry().let("group:dev", "dev-team/**", "pull", "push");

        var pusher = loggedIn(site, "pusher");

        assertThat(pusher.push("dev-team/app", "1", IMAGE).statusCode()).isEqualTo(201);
        assertThat(pusher.manifest("dev-team/app", "1").statusCode()).isEqualTo(200);
        assertThat(pusher.startUpload("elsewhere/app").statusCode()).isEqualTo(403);
    }

    @Test
    void whoLeavesAGroupLosesItsRightsWithTheNextLogin(KeycloakSite site) {
        site.keycloak().user("leaver", "dev");
        site.registry().let("group:dev", "left/**", "pull", "push");
        loggedIn(site, "leaver");
        site.keycloak().leaveGroups("leaver");

        var leaver = loggedIn(site, "leaver");

        assertThat(leaver.startUpload("left/app").statusCode()).isEqualTo(403);
    }

    @Test
    void whoLooksAfterTheRegistryDoesSoByTheirLogin(KeycloakSite site) {
        site.keycloak().user("chief", "registry-admins");
        site.keycloak().user("nobody");
        site.registry().let("group:registry-admins", "**", "admin");
        var chief = site.registry().client().showing("Bearer " + site.keycloak().accessToken("chief"));
        var nobody =
                site.registry().client().showing("Bearer " + site.keycloak().accessToken("nobody"));

        assertThat(chief.get("/api/v1/users").statusCode()).isEqualTo(200);
        assertThat(nobody.get("/api/v1/users").statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenIsShownOnceListedAndRevoked(KeycloakSite site) {
        site.keycloak().user("owner");
        var owner = loggedIn(site, "owner");
        assertThat(owner.get("/v2/").statusCode()).isEqualTo(200);
        var listed = json(owner.get("/api/v1/tokens")).path("items");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.path(0).has("secret")).isFalse();
        assertThat(json(owner.get("/token?offline_token=true")).has("refresh_token"))
                .isFalse();

        var revoked = owner.delete("/api/v1/tokens/" + listed.path(0).path("id").asText());

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(owner.get("/token").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsNotForUsOrNotWholeIsRefused(KeycloakSite site) {
        site.keycloak().user("stray");
        var token = site.keycloak().accessToken("stray");
        assertThat(makeToken(site, site.keycloak().accessTokenOfAnotherApplication("stray"))
                        .statusCode())
                .isEqualTo(401);
        var middle = token.length() / 2;
        var changed =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        assertThat(makeToken(site, changed).statusCode()).isEqualTo(401);
        assertThat(makeToken(site, "no token").statusCode()).isEqualTo(401);
    }

    @Test
    void anExpiredTokenIsRefused(KeycloakSite site) {
        site.keycloak().user("late");
        site.keycloak().limitTokens(Duration.ofSeconds(2));
        var token = site.keycloak().accessToken("late");
        site.keycloak().limitTokens(Duration.ofMinutes(5));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(makeToken(site, token).statusCode()).isEqualTo(401));
    }

    @Test
    void nobodyBecomesAUserOfTheSameName(KeycloakSite site) {
        site.keycloak().user("admin");

        assertThat(makeToken(site, site.keycloak().accessToken("admin")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoIsDisabledHereIsRefusedHere(KeycloakSite site) {
        site.keycloak().user("former");
        var former = loggedIn(site, "former");

        site.registry().disable("former");

        assertThat(former.get("/token").statusCode()).isEqualTo(401);
        assertThat(makeToken(site, site.keycloak().accessToken("former")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void newKeysOfKeycloakAreFollowed(KeycloakSite site) {
        site.keycloak().user("patient");
        var before = header(site.keycloak().accessToken("patient"));

        site.keycloak().rotateKeys();

        await().atMost(PATIENCE).untilAsserted(() -> {
            var token = site.keycloak().accessToken("patient");
            assertThat(header(token)).isNotEqualTo(before);
            assertThat(makeToken(site, token).statusCode()).isEqualTo(201);
        });
    }

    /** Names the key. */
    private static String header(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    @Test
    void whileKeycloakIsDownWhatWasGivenOutGoesOn(KeycloakSite site) {
        site.keycloak().user("offline", "dev");
        site.registry().let("group:dev", "offline/**", "pull", "push");
        var person = loggedIn(site, "offline");
        site.keycloak().stop();
        try {
            assertThat(person.push("offline/app", "1", IMAGE).statusCode()).isEqualTo(201);
            assertThat(person.get("/token").statusCode()).isEqualTo(200);
        } finally {
            site.keycloak().start();
        }
    }
}
