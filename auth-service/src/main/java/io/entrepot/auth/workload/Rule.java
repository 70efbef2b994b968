package io.entrepot.auth.workload;

import io.entrepot.model.Subject;
import java.util.Map;

/**
 * Tells which jobs of an issuer are meant: those whose token has all these claims.
 *
 * @param claims patterns by the names of claims
 */
public record Rule(String name, Map<String, String> claims) {
    public Rule {
        claims = Map.copyOf(claims);
    }

    /** Whom policies are about that are for the jobs of this rule. */
    Subject subject(String issuer) {
        return new Subject(Subject.Kind.WORKLOAD, issuer + "/" + name);
    }

    boolean matches(Map<String, Object> shown) {
        return claims.entrySet().stream()
                .allMatch(claim -> ClaimPattern.matches(claim.getValue(), shown.get(claim.getKey())));
    }
}
