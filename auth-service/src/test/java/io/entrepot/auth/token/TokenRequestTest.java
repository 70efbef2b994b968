package io.entrepot.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.identity.BasicCredentials;
import io.entrepot.model.OciException;
import io.entrepot.model.Scope;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {
    private static TokenRequest query(String query) {
        return TokenRequest.ofQuery(query, null, "entrepot");
    }

    @Test
    void takesScopesRepeatedOrSeparatedBySpaces() {
        assertThat(query("service=entrepot&scope=repository:a:pull&scope=repository:b:push+repository:c:*")
                        .scopes())
                .containsExactly(
                        Scope.parse("repository:a:pull"),
                        Scope.parse("repository:b:push"),
                        Scope.parse("repository:c:*"));
        assertThat(query("").scopes()).isEmpty();
        assertThat(query("scope=").scopes()).isEmpty();
    }

    @Test
    void tellsWhatIsShown() {
        assertThat(query("").shown()).isEqualTo(new TokenRequest.Nothing());
        assertThat(TokenRequest.ofQuery(null, "Basic YTpi", "entrepot").shown())
                .isEqualTo(new TokenRequest.Password(new BasicCredentials("a", "b")));
        assertThat(TokenRequest.ofForm("grant_type=password&username=a&password=b%26c", "entrepot")
                        .shown())
                .isEqualTo(new TokenRequest.Password(new BasicCredentials("a", "b&c")));
        assertThat(TokenRequest.ofForm("grant_type=refresh_token&refresh_token=x", "entrepot")
                        .shown())
                .isEqualTo(new TokenRequest.Refresh("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !", "Basic YQ==", "Basic OmI=", "Bearer x", "Digest username=a", "x"})
    void takesNobodyForAnonymousWhoShowsWhatIsNotUnderstood(String authorization) {
        assertThat(TokenRequest.ofQuery(null, authorization, "entrepot").shown())
                .isEqualTo(new TokenRequest.Unreadable());
    }

    @Test
    void tellsWhoWantsARefreshToken() {
        assertThat(query("offline_token=true&client_id=docker").offline()).isTrue();
        assertThat(query("offline_token=true&client_id=docker").client()).isEqualTo("docker");
        assertThat(query("offline_token=false").offline()).isFalse();
        assertThat(TokenRequest.ofForm("grant_type=password&access_type=offline", "entrepot")
                        .offline())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"service=other", "scope=x", "scope=repository:a", "scope=%zz", "%"})
    void refusesWhatItCantServe(String query) {
        assertThatThrownBy(() -> query(query)).isInstanceOf(OciException.class);
    }

    @Test
    void refusesMoreScopesThanAHeaderHolds() {
        var scopes = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> "scope=repository:team/app" + i + ":pull")
                .toList();
        assertThat(query(String.join("&", scopes.subList(0, 100))).scopes()).hasSize(100);
        assertThatThrownBy(() -> query(String.join("&", scopes))).isInstanceOf(OciException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grant_type=", "grant_type=client_credentials", "grant_type=password&scope=x"})
    void refusesFormsOfOtherGrants(String form) {
        assertThatThrownBy(() -> TokenRequest.ofForm(form, "entrepot")).isInstanceOf(OciException.class);
    }
}
