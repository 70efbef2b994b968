package io.entrepot.auth.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.auth.provider.Person;
import io.entrepot.auth.provider.ProviderConfig;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcProviderTest {
    private static final String TOKEN = "aGVhZA.Y2xhaW1z.c2lnbmVk";

    private final AtomicInteger asked = new AtomicInteger();
    private final ProviderContact contact = new ProviderContact();
    private Uni<SecurityIdentity> answer = Uni.createFrom().nothing();
    private final OidcProvider provider = new OidcProvider(
            new Configured(),
            () -> token -> {
                asked.incrementAndGet();
                return answer;
            },
            contact,
            Duration.ofMillis(200));

    private record Configured() implements ProviderConfig {
        @Override
        public Optional<String> url() {
            return Optional.of("https://provider.example");
        }

        @Override
        public String audience() {
            return "entrepot";
        }

        @Override
        public String nameClaim() {
            return "name";
        }

        @Override
        public String groupsClaim() {
            return "groups";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a", "a.b", "a..b", ".a.b", "a.b.", "a.b.c.d", "a.b.c d", "a.b.c=", "ä.b.c"
            })
    void neverLetsTheClientSeeWhatIsNoToken(String text) {
        assertThat(await(provider.person(text))).isNull();
        assertThat(asked).hasValue(0);
    }

    @Test
    void survivesWhateverStrangersMakeUp() {
        var random = new Random(17);
        var alphabet = "aZ0-_.=+/ \t\u0000\u00e4";
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            answer = Uni.createFrom().failure(new AuthenticationFailedException());
            contact.found();

            assertThat(await(provider.person(text.toString()))).isNull();
        }
    }

    @Test
    void doesNotWaitForAProviderThatHangs() {
        contact.found();

        assertUnavailable(provider.person(TOKEN));

        assertThat(contact.isLost()).isTrue();
    }

    @Test
    void saysNothingAboutAKeyThatOnlyALostProviderKnows() {
        contact.found();
        answer = refusal(new InvalidJwtException("?", null, new UnresolvableKeyException("?"), null));
        assertThat(await(provider.person(TOKEN))).isNull();
        contact.lost(new ConnectException("refused"));

        assertUnavailable(provider.person(TOKEN));
        contact.found();

        assertThat(await(provider.person(TOKEN))).isNull();
    }

    @Test
    void isUnavailableWhereTheKeysCanNotBeFetched() {
        contact.found();
        answer = refusal(new ConnectException("refused"));

        assertUnavailable(provider.person(TOKEN));

        assertThat(contact.isLost()).isTrue();
    }

    @Test
    void triesOnceInAWhileAsLongAsThereWereNoKeys() {
        assertUnavailable(provider.person(TOKEN));

        assertUnavailable(provider.person(TOKEN));
        assertUnavailable(provider.person(TOKEN));

        assertThat(asked).hasValue(1);
    }

    private static Uni<SecurityIdentity> refusal(Exception cause) {
        return Uni.createFrom().failure(new AuthenticationFailedException(cause));
    }

    private static void assertUnavailable(Future<@Nullable Person> person) {
        assertThatThrownBy(() -> await(person)).cause().isInstanceOfSatisfying(OciException.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(OciError.UNAVAILABLE);
            assertThat(refusal.headers()).containsKey("Retry-After");
        });
    }

    private static @Nullable Person await(Future<@Nullable Person> person) {
        return person.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
