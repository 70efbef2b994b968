package io.entrepot.auth.token;

import io.entrepot.auth.AuthConfig;
import io.entrepot.auth.login.Logins;
import io.entrepot.auth.secret.RandomText;
import io.entrepot.auth.secret.SecretHash;
import io.entrepot.kit.identity.BasicCredentials;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.OciError;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a token to whoever may have one: to those who log in, to those who did so before, and to anybody. */
@ApplicationScoped
class Tokens {
    /** 160 bits. */
    private static final int REFRESH_CHARACTERS = 32;

    private final Logins logins;
    private final TokenIssuer issuer;
    private final RefreshTokenStore refreshTokens;
    private final AuthConfig config;

    Tokens(Logins logins, TokenIssuer issuer, RefreshTokenStore refreshTokens, AuthConfig config) {
        this.logins = logins;
        this.issuer = issuer;
        this.refreshTokens = refreshTokens;
        this.config = config;
    }

    /** @param certified whom the certificate of the connection names; counts where the request itself shows nothing */
    Future<IssuedToken> issue(TokenRequest request, @Nullable Subject certified, String address) {
        return login(request.shown(), certified, address).compose(login -> {
            if (login == null) {
                throw OciError.UNAUTHORIZED
                        .because("no such account, or not its secret")
                        .with(Map.of("WWW-Authenticate", "Basic realm=\"token\", charset=\"UTF-8\""));
            }
            var issued = issuer.issue(login, request.scopes());
            return request.offline() && !(request.shown() instanceof TokenRequest.Refresh) && canRefresh(login)
                    ? withRefreshToken(issued, login.subject(), request.client())
                    : Future.succeededFuture(issued);
        });
    }

    private Future<@Nullable Login> login(TokenRequest.Shown shown, @Nullable Subject certified, String address) {
        return switch (shown) {
            case TokenRequest.Nothing nothing when certified != null -> logins.certified(certified, address);
            case TokenRequest.Nothing nothing ->
                logins.ofAnybody().map(permissions -> new Login(Subject.ANONYMOUS, permissions));
            case TokenRequest.Unreadable unreadable -> Future.succeededFuture(null);
            case TokenRequest.Password(BasicCredentials credentials) ->
                logins.login(credentials.name(), credentials.secret(), address);
            case TokenRequest.Refresh refresh -> refreshed(refresh);
        };
    }

    private Future<@Nullable Login> refreshed(TokenRequest.Refresh refresh) {
        return refreshTokens
                .use(SecretHash.of(refresh.token()), Instant.now().plus(config.refreshLifetime()))
                .compose(subject -> subject == null ? Future.succeededFuture(null) : logins.again(subject));
    }

    /**
     * A personal token ends, and a robot's secret is replaced on purpose: what comes of them must not outlive them. Nor does
     * a refresh token have others, which would go on when it is revoked.
     */
    private static boolean canRefresh(Login login) {
        return login.subject().kind() == Subject.Kind.USER && !login.endsByItself();
    }

    private Future<IssuedToken> withRefreshToken(IssuedToken issued, Subject subject, String client) {
        var refresh = RandomText.ofLength(REFRESH_CHARACTERS);
        return refreshTokens
                .add(SecretHash.of(refresh), subject, client, issued.issuedAt().plus(config.refreshLifetime()))
                .map(added -> issued.with(refresh));
    }
}
