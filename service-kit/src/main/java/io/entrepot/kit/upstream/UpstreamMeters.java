package io.entrepot.kit.upstream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How many replicas another service has, and how many of them are left out. */
@ApplicationScoped
class UpstreamMeters {
    private final MeterRegistry registry;
    private final Upstreams upstreams;

    UpstreamMeters(MeterRegistry registry, Upstreams upstreams) {
        this.registry = registry;
        this.upstreams = upstreams;
    }

    /** Late enough that everybody has asked for theirs. */
    void watch(@Observes StartupEvent started) {
        upstreams.opened().forEach(this::watch);
    }

    private void watch(Upstream upstream) {
        Gauge.builder("entrepot.upstream.replicas", upstream, Upstream::size)
                .description("replicas of another service")
                .tag("service", upstream.service().toString())
                .register(registry);
        Gauge.builder("entrepot.upstream.replicas.out", upstream, Upstream::out)
                .description("replicas of another service that take no requests")
                .tag("service", upstream.service().toString())
                .register(registry);
    }
}
