package io.entrepot.bench;

import java.io.IOException;

/** Tokens given out, each for one repository, to somebody who shows name and secret. */
final class TokenLoad {
    private static final String SCOPE = "repository:bench/token:pull";

    private TokenLoad() {}

    static Load of(Registry registry, Bed bed) throws IOException {
        if (registry.target().access() != Access.BEARER) {
            throw new NotOffered("no tokens asked for");
        }
        var service = registry.authorization().tokenService(SCOPE);
        if (service.getPort() != registry.target().port()) {
            throw new NotOffered("tokens of another server");
        }
        var path = service.getRawPath() + "?" + service.getRawQuery();
        try (var connection = registry.connect()) {
            var answer = connection
                    .exchange(registry.get(path), Connection.BodySink.DISCARD)
                    .expect(200, "GET of a token");
            return bed.reads(registry, path, answer);
        }
    }
}
