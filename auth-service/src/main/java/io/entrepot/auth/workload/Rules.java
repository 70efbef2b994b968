package io.entrepot.auth.workload;

import io.entrepot.auth.management.NameRule;
import io.entrepot.kit.rest.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of an issuer as they are kept: as JSON, because they are read and changed as a whole. */
public final class Rules {
    private static final int MOST = 100;
    private static final int MOST_CLAIMS = 20;
    private static final int LONGEST_TEXT = 512;
    private static final String NAME = "name";
    private static final String CLAIMS = "claims";

    private Rules() {}

    /** Reads what {@link #text} made. */
    public static List<Rule> parse(String text) {
        return new JsonArray(text)
                .stream().map(JsonObject.class::cast).map(Rules::rule).toList();
    }

    private static Rule rule(JsonObject json) {
        var claims = new HashMap<String, String>();
        json.getJsonObject(CLAIMS).forEach(claim -> claims.put(claim.getKey(), (String) claim.getValue()));
        return new Rule(json.getString(NAME), claims);
    }

    static String text(List<Rule> rules) {
        var json = new JsonArray();
        rules.forEach(rule -> json.add(
                new JsonObject().put(NAME, rule.name()).put(CLAIMS, new JsonObject(Map.copyOf(rule.claims())))));
        return json.encode();
    }

    /** Rules as somebody wrote them, if they will do. */
    static List<Rule> check(@Nullable List<@Nullable NewRule> written) {
        if (written == null || written.isEmpty() || written.size() > MOST) {
            throw refused("1 to " + MOST + " rules, or no job is let in");
        }
        var names = new HashSet<String>();
        return written.stream()
                .map(rule -> {
                    if (rule == null || !names.add(NameRule.check("rules.name", rule.name()))) {
                        throw refused("each has a name of its own");
                    }
                    return new Rule(NameRule.check("rules.name", rule.name()), claims(rule.claims()));
                })
                .toList();
    }

    /** Without a claim it would be about whoever the issuer gives a token, which may be the whole world. */
    private static Map<String, String> claims(@Nullable Map<String, @Nullable String> written) {
        if (written == null || written.isEmpty() || written.size() > MOST_CLAIMS) {
            throw refused("each has 1 to " + MOST_CLAIMS + " claims");
        }
        var claims = new HashMap<String, String>();
        written.forEach((name, pattern) -> {
            if (pattern == null || !isText(name) || !isText(pattern) || !ClaimPattern.isWellFormed(pattern)) {
                throw refused("a claim has a text, with one * at the most");
            }
            claims.put(name, pattern);
        });
        return claims;
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TEXT && text.indexOf('\0') < 0;
    }

    private static Refused refused(String detail) {
        return Refused.field("rules", detail);
    }

    /** A rule to be made. */
    public record NewRule(@Nullable String name, @Nullable Map<String, @Nullable String> claims) {
        static NewRule of(Rule rule) {
            return new NewRule(rule.name(), new HashMap<>(rule.claims()));
        }
    }
}
