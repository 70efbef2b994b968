package io.entrepot.bench;

import java.time.Duration;

/** One operation, repeated by the own driver; a window ends early once it has begun {@code limit} operations. */
record OwnLoad(Clients clients, Registry registry, long limit, Clients.Operation operation) implements Load {
    @Override
    public String client() {
        return clients.count() == 1 ? "own, 1 client" : "own, " + clients.count() + " clients";
    }

    @Override
    public Window run(Duration length) throws InterruptedException {
        return clients.run(registry::connect, operation, length, limit);
    }
}
