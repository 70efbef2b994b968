package io.entrepot.kit.identity;

import io.entrepot.kit.http.Admission;
import io.entrepot.kit.http.Caller;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.model.Action;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Scope;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Lets requests of the Distribution API in: by what a token says, by what a name and its secret may, or by what anybody
 * may. Nothing is looked up in a repository for it, so whether one exists plays no part.
 */
@Singleton
class RouteAdmission implements Admission {
    private final IdentityConfig config;
    private final Visitors visitors;
    private final Challenges challenges;

    RouteAdmission(IdentityConfig config, Visitors visitors, TrustedProxies proxies) {
        this.config = config;
        this.visitors = visitors;
        this.challenges = new Challenges(config, proxies);
    }

    @Override
    public boolean isOpen() {
        return config.open();
    }

    @Override
    public Future<Caller> admit(RegistryRequest request) {
        var wish = Wish.of(request);
        return visitors.of(request.http()).compose(visitor -> switch (request.path()
                .kind()) {
            case UPLOAD -> upload(wish, visitor);
            case UPLOADS -> decide(wish, visitor).compose(caller -> withSource(request, wish, visitor, caller));
            default -> decide(wish, visitor);
        });
    }

    /** The same for what is no route of the Distribution API. */
    Future<Caller> admit(Wish wish) {
        return visitors.of(wish.http()).compose(visitor -> decide(wish, visitor));
    }

    private Future<Caller> decide(Wish wish, Visitor visitor) {
        return switch (visitor) {
            case Visitor.Holder(var token, var caller) -> {
                if (token.hasExpired(Instant.now())) {
                    yield Future.failedFuture(challenges.invalidToken(wish));
                }
                yield wish.isGrantedBy(token)
                        ? Future.succeededFuture(caller)
                        : Future.failedFuture(challenges.insufficientScope(wish, wish.scopes()));
            }
            case Visitor.Known(var login)
            when login.hasEnded(Instant.now()) -> Future.failedFuture(challenges.login(wish));
            case Visitor.Known(var login) ->
                wish.isGrantedBy(login.permissions())
                        ? Future.succeededFuture(new Caller(login.subject(), login.permissions()))
                        : Future.failedFuture(wish.denied());
            case Visitor.Stranger stranger -> stranger(wish);
            case Visitor.Impostor(var byToken) ->
                Future.failedFuture(byToken ? challenges.invalidToken(wish) : challenges.login(wish));
        };
    }

    /** Clients take their challenge from the ping, and from the catalog without asking whether it might be longer. */
    private Future<Caller> stranger(Wish wish) {
        if (wish.repository() == null) {
            return Future.failedFuture(challenges.login(wish));
        }
        return visitors.permissions(Subject.ANONYMOUS)
                .compose(may -> wish.isGrantedBy(may)
                        ? Future.succeededFuture(new Caller(Subject.ANONYMOUS, may))
                        : Future.failedFuture(challenges.login(wish)));
    }

    /**
     * An upload that was begun in time may take longer than its token is good; who was disabled or has lost the right to
     * push meanwhile can't close it. That the session is the caller's own, and was begun in time, its name proves.
     */
    private Future<Caller> upload(Wish wish, Visitor visitor) {
        var isLate = visitor instanceof Visitor.Holder holder
                && holder.token().hasExpired(Instant.now())
                && wish.isGrantedBy(holder.token());
        var admitted = isLate ? Future.succeededFuture(((Visitor.Holder) visitor).caller()) : decide(wish, visitor);
        return wish.http().method().equals(HttpMethod.PUT)
                ? admitted.compose(caller -> closing(wish, caller, then(visitor), isLate))
                : admitted;
    }

    /** Since when the caller's name is known to be the caller's: whoever shows a secret was just recognised by it. */
    private static Instant then(Visitor visitor) {
        return visitor instanceof Visitor.Holder holder ? holder.token().issued() : Instant.MAX;
    }

    /** While nobody can say what somebody may do now, what is still good is believed. */
    private Future<Caller> closing(Wish wish, Caller caller, Instant then, boolean isLate) {
        if (caller.subject().equals(Subject.ANONYMOUS)) {
            return Future.succeededFuture(caller);
        }
        return visitors.permissionsNow(caller.subject(), then).transform(asked -> {
            if (asked.failed()) {
                return isLate ? Future.failedFuture(asked.cause()) : Future.succeededFuture(caller);
            }
            return wish.isGrantedBy(asked.result())
                    ? Future.succeededFuture(caller)
                    : Future.failedFuture(challenges.invalidToken(wish));
        });
    }

    /**
     * A token that wasn't asked for the repository to mount from is sent back for one that was, where that would help. Of
     * one that its owner may not read nothing is mounted, which is no refusal: an upload begins instead. Without a source
     * no client can know what to ask a token for: the blob is then looked for where the token's owner may read.
     */
    private Future<Caller> withSource(RegistryRequest request, Wish wish, Visitor visitor, Caller caller) {
        var from = request.query("mount") == null ? null : request.query("from");
        if (from == null || !(visitor instanceof Visitor.Holder holder)) {
            return Future.succeededFuture(caller);
        }
        var source = RepositoryName.parse(from);
        if (holder.token().allows(source, Action.PULL)) {
            return Future.succeededFuture(caller);
        }
        return caller.permissions().compose(may -> {
            if (!may.allows(source, Action.PULL)) {
                return Future.succeededFuture(caller);
            }
            var scopes = Stream.concat(wish.scopes().stream(), Stream.of(Scope.of(source, Action.PULL)));
            return Future.failedFuture(challenges.insufficientScope(wish, scopes.toList()));
        });
    }
}
