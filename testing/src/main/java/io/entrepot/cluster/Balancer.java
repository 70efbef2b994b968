package io.entrepot.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One address in front of several: each connection goes to one of them, byte by byte, and to the next one when that
 * doesn't answer the call.
 */
final class Balancer implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    /** Most connections never carry more at a time, and clients leave hundreds of them open. */
    private static final int FIRST_BUFFER = 4 << 10;

    private static final int BUFFER = 1 << 16;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    private final ServerSocket listener;
    private final Backends backends;

    /** The addresses behind, best first, as of now. */
    interface Backends {
        Iterable<InetSocketAddress> inOrder();
    }

    private Balancer(ServerSocket listener, Backends backends) {
        this.listener = listener;
        this.backends = backends;
    }

    /** Listens on a port of 127.0.0.1; 0 takes a free one. */
    static Balancer listen(int port, Backends backends) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var balancer = new Balancer(listener, backends);
        Thread.ofVirtual().name("balancer").start(balancer::acceptAll);
        return balancer;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException("the balancer takes no connections any more", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var backend = connect();
            if (backend == null) {
                reset(client); // as if nobody listened, so that the client comes again
                return;
            }
            try (backend) {
                client.setTcpNoDelay(true);
                backend.setTcpNoDelay(true);
                var answers = Thread.ofVirtual().start(() -> carry(backend, client));
                carry(client, backend);
                answers.join();
            }
        } catch (IOException e) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Socket connect() throws IOException {
        for (var address : backends.inOrder()) {
            var socket = new Socket();
            try {
                socket.connect(address, (int) CONNECT_LIMIT.toMillis());
                return socket;
            } catch (IOException dead) {
                socket.close();
            }
        }
        return null;
    }

    /** An end is passed on as an end, a broken connection as a broken one. */
    private static void carry(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[FIRST_BUFFER];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            if (count == buffer.length && count < BUFFER) {
                buffer = new byte[BUFFER];
            }
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            // which is what was wanted
        }
    }

    /** No new connection from here on; those under way go on until one of their ends closes. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
