package io.entrepot.kit.http;

/** What a module adds to the Distribution API. Every bean of this type is asked once, at start. */
public interface RegistryRoutes {
    void addTo(RouteTable table);
}
