package io.entrepot.auth.workload;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Recognises jobs by the token (RFC 7519) that their issuer gave them. */
@ApplicationScoped
public class Workloads {
    private static final Logger LOG = Logger.getLogger("io.entrepot.login");
    private static final int LONGEST = 16 << 10;
    private static final int LONGEST_KEY_ID = 256;

    /** What the clocks of two machines may differ by. */
    private static final int SKEW_SECONDS = 30;

    /** Those of public keys: nobody can sign with what everybody may read. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    private final IssuerStore issuers;
    private final IssuerKeys keys;

    Workloads(IssuerStore issuers, IssuerKeys keys) {
        this.issuers = issuers;
        this.keys = keys;
    }

    /** The job that shows this token; null where it is none of that issuer's, or one that no rule is about. */
    public Future<@Nullable Job> recognise(String issuerName, String token) {
        var keyId = keyId(token);
        if (keyId == null) {
            return Future.succeededFuture();
        }
        return issuers.find(issuerName)
                .compose(issuer -> issuer == null
                        ? Future.succeededFuture()
                        : keys.find(issuer, keyId).map(key -> key == null ? null : job(issuer, key, token)));
    }

    private static @Nullable String keyId(String token) {
        if (token.length() > LONGEST) {
            return null;
        }
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            var keyId = signature.getKeyIdHeaderValue();
            return keyId == null || keyId.length() > LONGEST_KEY_ID ? null : keyId;
        } catch (JoseException | ClassCastException malformed) {
            LOG.debug("a job showed no token");
            return null;
        }
    }

    private static @Nullable Job job(Issuer issuer, PublicKey key, String token) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setVerificationKey(key)
                    .setExpectedIssuer(issuer.url())
                    .setExpectedAudience(issuer.audience())
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .build()
                    .processToClaims(token);
            return job(issuer, claims);
        } catch (InvalidJwtException | MalformedClaimException refused) {
            LOG.debugf("a job of %s showed a token that will not do", issuer.name());
            return null;
        }
    }

    private static @Nullable Job job(Issuer issuer, JwtClaims claims) throws MalformedClaimException {
        var until =
                Instant.ofEpochSecond(Math.min(claims.getExpirationTime().getValue(), Instant.MAX.getEpochSecond()));
        if (!until.isAfter(Instant.now())) {
            return null; // however clocks differ: nothing that is given out for it would be good by ours
        }
        var shown = claims.getClaimsMap();
        var claimed = claims.getSubject();
        return issuer.rules().stream()
                .filter(rule -> rule.matches(shown))
                .findFirst()
                .map(rule -> new Job(rule.subject(issuer.name()), claimed, until))
                .orElse(null);
    }
}
