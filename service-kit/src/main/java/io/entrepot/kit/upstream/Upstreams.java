package io.entrepot.kit.upstream;

import io.entrepot.kit.start.Refusal;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The services that this one calls. Only those that somebody asks for have to be configured. */
@ApplicationScoped
public class Upstreams {
    private static final long CHECK_MILLIS = 1_000;
    private static final long RESOLVE_MILLIS = 3_000;

    private final Vertx vertx;
    private final ServicesConfig config;
    private final Probe probe;
    private final Map<ServiceName, Upstream> opened = new ConcurrentHashMap<>();

    public Upstreams(Vertx vertx, ServicesConfig config, Probe probe) {
        this.vertx = vertx;
        this.config = config;
        this.probe = probe;
    }

    /** To be asked for at start: resolves names for the first time, which may block. */
    public Upstream blob() {
        return opened.computeIfAbsent(ServiceName.BLOB, service -> open(service, config.blob()));
    }

    /** To be asked for at start: resolves names for the first time, which may block. */
    public Upstream manifest() {
        return opened.computeIfAbsent(ServiceName.MANIFEST, service -> open(service, config.manifest()));
    }

    /** To be asked for at start: resolves names for the first time, which may block. */
    public Upstream auth() {
        return opened.computeIfAbsent(ServiceName.AUTH, service -> open(service, config.auth()));
    }

    /** Those that somebody asked for. */
    Collection<Upstream> opened() {
        return opened.values();
    }

    private Upstream open(ServiceName service, Optional<List<URI>> urls) {
        var key = "entrepot.services." + service;
        var bases = urls.orElseThrow(() -> new Refusal(key + " must say where " + service + "-service is")).stream()
                .map(url -> base(key, url))
                .toList();
        var upstream = new Upstream(service, bases, InetAddress::getAllByName, probe);
        upstream.resolve();
        vertx.setPeriodic(
                RESOLVE_MILLIS,
                timer -> vertx.executeBlocking(() -> {
                    upstream.resolve();
                    return upstream;
                }));
        vertx.setPeriodic(CHECK_MILLIS, timer -> upstream.check());
        return upstream;
    }

    private static BaseUrl base(String key, URI url) {
        try {
            return BaseUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new Refusal(key + ": " + e.getMessage());
        }
    }
}
