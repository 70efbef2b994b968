package io.entrepot.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Which replicas of one service are ready, as of the last second; the balancer's choice. */
final class Readiness implements Balancer.Backends, AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int START_ATTEMPTS = 3;

    private final List<Replica> replicas;
    private final Set<Replica> ready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> probes;

    private Readiness(List<Replica> replicas) {
        this.replicas = replicas;
        this.probes = replicas.stream()
                .map(replica -> Thread.ofVirtual()
                        .name("readiness of " + replica.name())
                        .start(() -> watch(replica)))
                .toList();
    }

    static Readiness of(List<Replica> replicas) {
        return new Readiness(replicas);
    }

    private void watch(Replica replica) {
        try {
            while (true) {
                look(replica);
                TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Replica replica) {
        if (replica.isReady()) {
            ready.add(replica);
        } else {
            ready.remove(replica);
        }
    }

    /** In turns, the ready ones first: one that isn't may be so again since it was asked, and is better than none. */
    @Override
    public Iterable<InetSocketAddress> inOrder() {
        var first = Math.floorMod(turn.getAndIncrement(), replicas.size());
        var best = new ArrayList<InetSocketAddress>();
        var others = new ArrayList<InetSocketAddress>();
        for (var i = 0; i < replicas.size(); i++) {
            var replica = replicas.get((first + i) % replicas.size());
            (ready.contains(replica) ? best : others).add(replica.address());
        }
        best.addAll(others);
        return best;
    }

    /**
     * Returns when the replica is ready.
     *
     * @throws IllegalStateException when it ends again and again instead, or nothing comes of it in time
     */
    static void await(Replica replica) throws InterruptedException {
        var process = replica.process();
        var mostEnds = process.ends() + START_ATTEMPTS;
        var deadline = Instant.now().plus(START_LIMIT);
        while (!replica.isReady()) {
            if (process.ends() >= mostEnds || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(process.name() + " does not get ready, see " + process.log());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    @Override
    public void close() {
        probes.forEach(Thread::interrupt);
    }
}
