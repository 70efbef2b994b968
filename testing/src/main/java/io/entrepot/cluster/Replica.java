package io.entrepot.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** One process of a service: where it listens, and what keeps it running. */
public record Replica(int port, int managementPort, Supervised process) {
    private static final int PROBE_LIMIT_MILLIS = 3_000;

    public String name() {
        return process.name();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Whether it says itself that it takes requests. */
    public boolean isReady() {
        return process.pid().isPresent() && probe();
    }

    private boolean probe() {
        try {
            var url = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready")
                    .toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(PROBE_LIMIT_MILLIS);
            connection.setReadTimeout(PROBE_LIMIT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** Ends it as a rolling restart does, by SIGTERM, and starts it again; returns when it is ready. */
    public void restart() throws InterruptedException {
        process.stop();
        process.start();
        awaitReady();
    }

    public void awaitReady() throws InterruptedException {
        Readiness.await(this);
    }
}
