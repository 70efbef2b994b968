package io.entrepot.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Scope;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only words could say that the route matrix says by its tokens. */
class TokenReaderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String ALPHABET = "ABCXYZabcxyz019-_.=+/ {}\"\u00e9\u0000";

    private final Forge forge = new Forge("1");
    private final Keys keys = new Keys(VERTX, () -> Future.succeededFuture(Forge.set(forge)), Duration.ofNanos(1));
    private final TokenReader reader = new TokenReader(keys, "entrepot");

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private @Nullable Token read(String token) {
        return reader.read(token).toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsWhatATokenSays() {
        var claims = Forge.claims(Forge.repository("team/app", "pull", "push"), Forge.catalog());
        var issued = Instant.ofEpochSecond(claims.getLong("iat"));
        var expires = Instant.ofEpochSecond(claims.getLong("exp"));
        assertThat(read(forge.token(claims)))
                .isEqualTo(new Token(
                        Subject.user("alice"),
                        List.of(Scope.parse("repository:team/app:pull,push"), Scope.CATALOG),
                        issued,
                        expires));
    }

    @Test
    void readsAsManyOfTheLongestNamesAsMayBeAskedForAtOnce() {
        var scopes = IntStream.range(100, 200)
                .mapToObj(i -> Forge.repository("x".repeat(252) + i, "pull", "push", "delete"))
                .toArray(JsonObject[]::new);
        assertThat(read(forge.token(Forge.claims(scopes)))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"ES256\"", "{", "{}", "{\"alg\":1,\"kid\":2}", "{\"alg\":\"ES256\"}"})
    void takesNoHeaderButItsOwn(String header) {
        var encoded = Forge.encoded(header.getBytes(StandardCharsets.UTF_8));
        var good = forge.token(Forge.claims());
        assertThat(read(encoded + good.substring(good.indexOf('.')))).isNull();
    }

    @Test
    void takesNoHeaderThatDemandsMore() {
        var header = new JsonObject().put("alg", "ES256").put("kid", "1").put("crit", "exp");
        assertThat(read(forge.token(header, Forge.claims()))).isNull();
    }

    @Test
    void takesNoSignatureOfNothing() {
        var good = forge.token(Forge.claims());
        var zeros = Forge.encoded(new byte[64]);
        assertThat(read(good.substring(0, good.lastIndexOf('.') + 1) + zeros)).isNull();
    }

    @Test
    void survivesDepthAndLength() {
        var deep = Forge.encoded("[".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        assertThat(read(deep + "." + deep + "." + deep)).isNull();
        assertThat(read("a".repeat(100_000) + ".b.c")).isNull();
    }

    @Test
    void takesNothingThatWasChangedAnywhere() {
        var random = new Random(20260101);
        var good = forge.token(Forge.claims(Forge.repository("team/app", "pull")));
        // The last character is left out: some of its bits belong to no byte.
        for (var i = 0; i < 3_000; i++) {
            var at = random.nextInt(good.length() - 1);
            var other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (good.charAt(at) != other) {
                assertThat(read(good.substring(0, at) + other + good.substring(at + 1)))
                        .isNull();
            }
        }
    }
}
