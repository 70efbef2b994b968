package io.entrepot.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What drives the loads on this machine. */
record Bed(Clients clients, Optional<Wrk> wrk) {

    /** GETs of one path whose answers are all like the one given. */
    Load reads(Registry registry, String path, Response answer) {
        return wrk.<Load>map(tool -> new WrkLoad(tool, registry, path, answer.size()))
                .orElseGet(() -> {
                    var request = registry.get(path);
                    return new OwnLoad(
                            clients,
                            registry,
                            Long.MAX_VALUE,
                            connection -> Reads.get(connection, request, answer.length()));
                });
    }

    private record WrkLoad(Wrk wrk, Registry registry, String path, long answerSize) implements Load {
        @Override
        public String client() {
            return Wrk.CLIENT;
        }

        @Override
        public Window run(Duration window) throws IOException, InterruptedException {
            // Asked for at each window: a token may end before the next.
            var headers = new ArrayList<>(List.of("Accept: " + Registry.ACCEPT));
            registry.authorization().of(path).ifPresent(shown -> headers.add("Authorization: " + shown));
            return wrk.run("http://" + registry.target().authority() + path, headers, answerSize, window);
        }
    }
}
