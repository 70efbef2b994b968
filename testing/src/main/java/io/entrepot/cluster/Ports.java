package io.entrepot.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports for processes that come back to theirs after a crash. So they are taken from below the range that systems
 * give to outgoing connections, one of which could sit on the port by then.
 */
final class Ports {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    private final Random random = new Random();
    private final Set<Integer> given = new HashSet<>();

    int next() throws IOException {
        for (var attempts = 0; attempts < 1_000; attempts++) {
            var port = random.nextInt(FIRST, LAST);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IOException("no port is free between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
