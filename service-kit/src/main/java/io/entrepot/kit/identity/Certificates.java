package io.entrepot.kit.identity;

import io.entrepot.kit.start.Refusal;
import io.entrepot.model.Subject;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Recognises subjects by the certificates of their connections, which the listener has verified before. One that no
 * rule is about is as good as none: its holder may log in otherwise.
 */
@Singleton
public class Certificates {
    private static final Logger LOG = Logger.getLogger("io.entrepot.login");
    private static final String SUBJECT = "subject:";

    /** By the numbers of RFC 5280 for the kinds of alternative names. */
    private static final Map<Integer, String> ALTERNATIVES = Map.of(1, "email:", 2, "dns:", 6, "uri:");

    private static final Set<Subject.Kind> ACCOUNTS = Set.of(Subject.Kind.USER, Subject.Kind.ROBOT);

    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    Certificates(CertificateConfig config) {
        for (var mapped : config.certificates()) {
            var subject = Subject.parse(mapped.subject());
            if (subject == null || !ACCOUNTS.contains(subject.kind())) {
                throw new Refusal("entrepot.identity.certificates: '" + mapped.subject()
                        + "' is neither a user (user:NAME) nor a robot (robot:NAME)");
            }
            if (Stream.concat(Stream.of(SUBJECT), ALTERNATIVES.values().stream())
                    .noneMatch(mapped.name()::startsWith)) {
                throw new Refusal("entrepot.identity.certificates: '" + mapped.name()
                        + "' does not begin with subject:, dns:, email: or uri:");
            }
            subjects.putIfAbsent(mapped.name(), subject);
        }
    }

    /** Whose connection this came by, as its certificate says; null where it says nothing that a rule is about. */
    public @Nullable Subject subject(HttpServerRequest request) {
        var session = subjects.isEmpty() ? null : request.sslSession();
        if (session == null) {
            return null;
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown ? subject(shown) : null;
        } catch (SSLPeerUnverifiedException none) {
            return null; // most clients have none
        }
    }

    @Nullable
    Subject subject(X509Certificate shown) {
        var names = names(shown);
        return subjects.entrySet().stream()
                .filter(mapped -> names.contains(mapped.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> names(X509Certificate shown) {
        var subject = SUBJECT + shown.getSubjectX500Principal().getName();
        return Stream.concat(
                        Stream.of(subject),
                        alternatives(shown).map(Certificates::name).filter(Objects::nonNull))
                .collect(Collectors.toSet());
    }

    private static Stream<List<?>> alternatives(X509Certificate shown) {
        try {
            return Optional.<Collection<List<?>>>ofNullable(shown.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream);
        } catch (CertificateParsingException malformed) {
            LOG.debugf("a client's certificate has names that can't be read: %s", malformed.getMessage());
            return Stream.of();
        }
    }

    private static @Nullable String name(List<?> alternative) {
        var kind = ALTERNATIVES.get((Integer) alternative.get(0));
        return kind == null ? null : kind + alternative.get(1);
    }
}
