package io.entrepot.kit.upstream;

import io.vertx.core.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The replicas of one service. Used by all event loops at once; choosing locks nothing. */
public final class Upstream {
    private static final Logger LOG = Logger.getLogger("io.entrepot.upstream");

    private final ServiceName service;
    private final List<BaseUrl> bases;
    private final Names names;
    private final Probe probe;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<BaseUrl, List<SocketAddress>> resolved = new HashMap<>();
    private final Set<BaseUrl> unresolvable = new HashSet<>();
    private volatile List<Replica> replicas = List.of();

    Upstream(ServiceName service, List<BaseUrl> bases, Names names, Probe probe) {
        this.service = service;
        this.bases = bases;
        this.names = names;
        this.probe = probe;
    }

    public ServiceName service() {
        return service;
    }

    /**
     * The replica that has least to do, in turn where several have; null while none takes requests. The caller gives it
     * back by {@link Replica#release()}.
     */
    public @Nullable Replica choose() {
        var seen = replicas;
        var size = seen.size();
        Replica best = null;
        var first = size == 0 ? 0 : Math.floorMod(turn.getAndIncrement(), size);
        for (var i = 0; i < size; i++) {
            var candidate = seen.get(first + i < size ? first + i : first + i - size);
            if (candidate.takesRequests() && (best == null || candidate.isBetterThan(best))) {
                best = candidate;
            }
        }
        if (best != null) {
            best.take();
        }
        return best;
    }

    /** Whether there is a replica that nothing speaks against. */
    public boolean hasGoodReplica() {
        return replicas.stream().anyMatch(Replica::isInGoodStanding);
    }

    public int size() {
        return replicas.size();
    }

    /** How many take no requests. */
    long out() {
        return replicas.stream().filter(replica -> !replica.takesRequests()).count();
    }

    /** Probes every replica. */
    void check() {
        replicas.forEach(Replica::check);
    }

    /** Resolves all names again; may block. A name that cannot be resolved now keeps the addresses it had. */
    synchronized void resolve() {
        var before = replicas;
        var now = new ArrayList<Replica>();
        for (var base : bases) {
            for (var address : addresses(base)) {
                now.add(before.stream()
                        .filter(replica -> replica.is(base, address))
                        .findFirst()
                        .orElseGet(() -> new Replica(service, base, address, probe)));
            }
        }
        if (now.size() != before.size() || !before.containsAll(now)) { // name servers change the order each time
            LOG.infof(
                    "%s replicas: %s",
                    service, now.stream().map(Replica::address).toList());
            replicas = List.copyOf(now);
        }
    }

    private List<SocketAddress> addresses(BaseUrl base) {
        try {
            var found = Arrays.stream(names.addresses(base.host()))
                    .map(address -> SocketAddress.inetSocketAddress(base.port(), address.getHostAddress()))
                    .toList();
            resolved.put(base, found);
            unresolvable.remove(base);
            return found;
        } catch (UnknownHostException e) {
            if (unresolvable.add(base)) {
                LOG.warnf("%s replicas: the name %s has no address now", service, base.host());
            }
            return resolved.getOrDefault(base, List.of());
        }
    }
}
