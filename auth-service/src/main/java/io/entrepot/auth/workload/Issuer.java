package io.entrepot.auth.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One whose word is taken for who a job is.
 *
 * @param url as its tokens have it in {@code iss}
 * @param audience that its tokens must be made for
 * @param keysUrl where its keys are; null where its discovery document says so
 * @param rules the first one that matches says who a job is
 */
public record Issuer(
        String name, String url, String audience, @Nullable String keysUrl, List<Rule> rules) {
    public Issuer {
        rules = List.copyOf(rules);
    }
}
