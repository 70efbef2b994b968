package io.entrepot.auth.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.account.Account;
import io.entrepot.auth.account.AccountName;
import io.entrepot.auth.account.AccountStore;
import io.entrepot.auth.administrator.RefusedTokens;
import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.auth.policy.Decision;
import io.entrepot.auth.policy.Grantee;
import io.entrepot.auth.policy.PolicyStore;
import io.entrepot.auth.secret.Passwords;
import io.entrepot.auth.secret.SecretHash;
import io.entrepot.auth.workload.Job;
import io.entrepot.auth.workload.Workloads;
import io.entrepot.kit.cache.UnderWay;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells who shows a name and its secret, and what somebody may do. Neither answer nor time tells whether a name exists.
 */
@ApplicationScoped
public class Logins implements RefusedTokens {
    private static final Logger LOG = Logger.getLogger("io.entrepot.login");
    private static final String ACTION = "login";
    private static final String REFUSED_TOKEN = "token";
    private static final int MOST_TOLD = 10_000;
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    private final AccountStore accounts;
    private final PolicyStore policies;
    private final Passwords passwords;
    private final Workloads workloads;
    private final AuditLog audit;
    private final Attempts attempts;
    private final UnderWay<Trial, @Nullable Login> trials = new UnderWay<>();
    private final Cache<Told, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MOST_TOLD)
            .expireAfterWrite(TOLD_AGAIN)
            .build();

    /** Who logged in from where, and by which secret of ours; of a job, what its issuer calls it. */
    private record Told(Actor actor, String by) {}

    /** A password that is being tried. Who pulls many images at once logs in for each, and that is one attempt. */
    private record Trial(String name, String address, String secretHash) {}

    @Inject
    Logins(AccountStore accounts, PolicyStore policies, Passwords passwords, Workloads workloads, AuditLog audit) {
        this.accounts = accounts;
        this.policies = policies;
        this.passwords = passwords;
        this.workloads = workloads;
        this.audit = audit;
        this.attempts = new Attempts(System::nanoTime);
    }

    /**
     * Who shows these; null where nobody does.
     *
     * @return fails with {@code TOOMANYREQUESTS} where this name was tried too often from this address
     */
    public Future<@Nullable Login> login(String name, String secret, String address) {
        var subject = AccountName.subject(name);
        return subject.kind() == Subject.Kind.WORKLOAD
                ? workloads
                        .recognise(subject.name(), secret)
                        .compose(job -> job == null ? refuse(subject, name, address) : job(job, address))
                : accounts.find(subject).compose(account -> account(account, subject, name, secret, address));
    }

    private Future<@Nullable Login> account(
            @Nullable Account account, Subject subject, String name, String secret, String address) {
        var actor = new Actor(subject, address);
        var shown = account == null ? null : secretOf(account, secret);
        if (account != null && account.active() && (shown != null || isRemembered(account, secret))) {
            succeeded(actor, shown);
            return login(account, shown == null ? account.until() : shown.until());
        }
        var trial = new Trial(name, address, HexFormat.of().formatHex(SecretHash.of(secret)));
        return trials.join(trial, () -> {
            attempts.begin(name, address);
            return matches(account, subject, secret).compose(matches -> {
                if (!matches || account == null || !account.active()) {
                    tell(actor, "", false);
                    return Future.succeededFuture(null);
                }
                attempts.succeeded(name, address);
                succeeded(actor, null);
                return login(account, account.until());
            });
        });
    }

    private void succeeded(Actor actor, Account.@Nullable Secret shown) {
        if (tellOfSuccess(actor, shown == null ? "" : shown.id()) && shown != null) {
            accounts.used(actor.subject(), shown.id())
                    .onFailure(failure ->
                            LOG.errorf("the use of a secret could not be recorded: %s", failure.getMessage()));
        }
    }

    private Future<@Nullable Login> job(Job job, String address) {
        tellOfSuccess(new Actor(job.subject(), address), job.claimed());
        return permissions(job.subject(), Set.of())
                .map(permissions -> new Login(job.subject(), permissions, job.until()));
    }

    /** Nobody guesses a signature, so only what was wrong is an attempt: many jobs may come from one address at once. */
    private Future<@Nullable Login> refuse(Subject subject, String name, String address) {
        attempts.begin(name, address);
        tell(new Actor(subject, address), "", false);
        return Future.succeededFuture(null);
    }

    @Override
    public void refused(String address) {
        var network = new Actor(Subject.ANONYMOUS, Attempts.network(address));
        if (told.asMap().putIfAbsent(new Told(network, REFUSED_TOKEN), true) == null) {
            tell(new Actor(Subject.ANONYMOUS, address), REFUSED_TOKEN, false);
        }
    }

    /** Whom a verified certificate names; null where they are disabled or gone. */
    public Future<@Nullable Login> certified(Subject subject, String address) {
        return again(subject).onSuccess(login -> {
            if (login != null) {
                tellOfSuccess(new Actor(subject, address), "certificate");
            }
        });
    }

    /** Somebody who logged in before, with all they may do at this moment; null where they are disabled or gone. */
    public Future<@Nullable Login> again(Subject subject) {
        return again(subject, Instant.MAX);
    }

    private Future<@Nullable Login> again(Subject subject, Instant then) {
        return accounts.find(subject)
                .compose(account -> account == null || !account.active() || account.isYoungerThan(then)
                        ? Future.succeededFuture(null)
                        : login(account, account.until()));
    }

    /** What anybody may do at this moment. */
    public Future<Permissions> ofAnybody() {
        return permissions(Subject.ANONYMOUS, Set.of());
    }

    /** What somebody may do at this moment; nothing for one that is disabled or gone, or wasn't there {@code then}. */
    public Future<Permissions> permissions(Subject subject, Instant then) {
        return subject.equals(Subject.ANONYMOUS)
                ? ofAnybody()
                : again(subject, then).map(login -> login == null ? Permissions.NONE : login.permissions());
    }

    private Future<@Nullable Login> login(Account account, Instant until) {
        return permissions(account.subject(), account.groups())
                .map(permissions -> new Login(account.subject(), permissions, until));
    }

    private Future<Permissions> permissions(Subject subject, Set<String> groups) {
        return policies.about(Grantee.of(subject, groups)).map(found -> Decision.permissions(subject, groups, found));
    }

    private boolean isRemembered(Account account, String secret) {
        var hash = account.passwordHash();
        return hash != null && passwords.remembers(secret, hash);
    }

    private Future<Boolean> matches(@Nullable Account account, Subject claimed, String secret) {
        if (claimed.kind() == Subject.Kind.ROBOT) {
            return Future.succeededFuture(false);
        }
        var hash = account == null ? null : account.passwordHash();
        return hash == null ? passwords.matchesNobody(secret) : passwords.matches(secret, hash);
    }

    /** All are compared, each for as long as the others. */
    private static Account.@Nullable Secret secretOf(Account account, String secret) {
        var shown = SecretHash.of(secret);
        var now = Instant.now();
        Account.Secret found = null;
        for (var kept : account.secrets()) {
            found = MessageDigest.isEqual(kept.hash().getBytes(), shown)
                            && kept.until().isAfter(now)
                    ? kept
                    : found;
        }
        return found;
    }

    /** The login doesn't wait for it to be written down, nor fail with it. */
    private void tell(Actor actor, String by, boolean succeeded) {
        audit.record(actor, ACTION, by, succeeded)
                .onFailure(failure -> LOG.errorf("a login could not be recorded: %s", failure.getMessage()));
    }

    /** Not each time: clients log in for every pull. Says whether it was told this time. */
    private boolean tellOfSuccess(Actor actor, String by) {
        if (told.asMap().putIfAbsent(new Told(actor, by), true) != null) {
            return false;
        }
        tell(actor, by, true);
        return true;
    }
}
