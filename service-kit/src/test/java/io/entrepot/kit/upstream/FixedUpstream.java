package io.entrepot.kit.upstream;

import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/** Replicas of which nothing is found out but what the test's calls say: the probe never answers. */
public final class FixedUpstream {
    private FixedUpstream() {}

    public static Upstream of(List<URI> replicas) {
        var upstream = new Upstream(
                ServiceName.BLOB,
                replicas.stream().map(BaseUrl::parse).toList(),
                InetAddress::getAllByName,
                replica -> Promise.<Boolean>promise().future());
        upstream.resolve();
        return upstream;
    }
}
