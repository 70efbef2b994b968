package io.entrepot.auth.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.account.Account;
import io.entrepot.auth.account.AccountName;
import io.entrepot.auth.account.AccountStore;
import io.entrepot.auth.account.Proof;
import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.auth.policy.Decision;
import io.entrepot.auth.policy.Grantee;
import io.entrepot.auth.policy.PolicyStore;
import io.entrepot.auth.secret.Passwords;
import io.entrepot.auth.secret.SecretHash;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells who shows a name and its secret, and what somebody may do. Neither answer nor time tells whether a name exists.
 */
@ApplicationScoped
public class Logins {
    private static final Logger LOG = Logger.getLogger("io.entrepot.login");
    private static final String ACTION = "login";
    private static final int MOST_TOLD = 10_000;
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    private final AccountStore accounts;
    private final PolicyStore policies;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Attempts attempts;
    private final Cache<Actor, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MOST_TOLD)
            .expireAfterWrite(TOLD_AGAIN)
            .build();

    @Inject
    Logins(AccountStore accounts, PolicyStore policies, Passwords passwords, AuditLog audit) {
        this(accounts, policies, passwords, audit, new Attempts(System::nanoTime));
    }

    Logins(AccountStore accounts, PolicyStore policies, Passwords passwords, AuditLog audit, Attempts attempts) {
        this.accounts = accounts;
        this.policies = policies;
        this.passwords = passwords;
        this.audit = audit;
        this.attempts = attempts;
    }

    /**
     * Who shows these; null where nobody does.
     *
     * @return fails with {@code TOOMANYREQUESTS} where this name was tried too often from this address
     */
    public Future<@Nullable Login> login(String name, String secret, String address) {
        var subject = AccountName.subject(name);
        return accounts.find(subject).compose(account -> {
            if (account != null && account.active() && isRemembered(account, secret)) {
                tellOfSuccess(new Actor(subject, address));
                return login(account);
            }
            attempts.begin(name, address);
            return matches(account, subject, secret).compose(matches -> {
                var succeeded = matches && account != null && account.active();
                var actor = new Actor(subject, address);
                if (!succeeded) {
                    tell(actor, false);
                    return Future.succeededFuture(null);
                }
                attempts.succeeded(name, address);
                tellOfSuccess(actor);
                return login(account);
            });
        });
    }

    /** Somebody who logged in before, with all they may do at this moment; null where they are disabled or gone. */
    public Future<@Nullable Login> again(Subject subject) {
        return accounts.find(subject)
                .compose(account ->
                        account == null || !account.active() ? Future.succeededFuture(null) : login(account));
    }

    /** What somebody may do at this moment; nothing for one that is disabled or gone. */
    public Future<Permissions> permissions(Subject subject) {
        return subject.equals(Subject.ANONYMOUS)
                ? permissions(subject, Set.of())
                : again(subject).map(login -> login == null ? Permissions.NONE : login.permissions());
    }

    private Future<@Nullable Login> login(Account account) {
        return permissions(account.subject(), account.groups())
                .map(permissions -> new Login(account.subject(), permissions));
    }

    private Future<Permissions> permissions(Subject subject, Set<String> groups) {
        return policies.about(Grantee.of(subject, groups)).map(found -> Decision.permissions(subject, groups, found));
    }

    private boolean isRemembered(Account account, String secret) {
        return switch (account.proof()) {
            case Proof.Password password -> passwords.remembers(secret, password.hash());
            case Proof.Secrets secrets -> false; // compared as quickly as it would be remembered
        };
    }

    private Future<Boolean> matches(@Nullable Account account, Subject claimed, String secret) {
        if (account == null) {
            return claimed.kind() == Subject.Kind.ROBOT
                    ? Future.succeededFuture(isOneOf(List.of(), secret))
                    : passwords.matchesNobody(secret);
        }
        return switch (account.proof()) {
            case Proof.Password password -> passwords.matches(secret, password.hash());
            case Proof.Secrets secrets -> Future.succeededFuture(isOneOf(secrets.hashes(), secret));
        };
    }

    private static boolean isOneOf(List<byte[]> hashes, String secret) {
        var shown = SecretHash.of(secret);
        var matches = false;
        for (var hash : hashes) {
            matches |= MessageDigest.isEqual(hash, shown);
        }
        return matches;
    }

    /** The login doesn't wait for it to be written down, nor fail with it. */
    private void tell(Actor actor, boolean succeeded) {
        audit.record(actor, ACTION, "", succeeded)
                .onFailure(failure -> LOG.errorf("a login could not be recorded: %s", failure.getMessage()));
    }

    /** Not each time: clients log in for every pull. */
    private void tellOfSuccess(Actor actor) {
        if (told.asMap().putIfAbsent(actor, true) != null) {
            return;
        }
        tell(actor, true);
        if (actor.subject().kind() == Subject.Kind.ROBOT) {
            accounts.used(actor.subject())
                    .onFailure(failure -> LOG.errorf("a robot's use could not be recorded: %s", failure.getMessage()));
        }
    }
}
