package io.entrepot.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BalancerTest {
    @Test
    void bytesPassUnchangedBothWays() throws Exception {
        var sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (var echo = answering(bytes -> bytes);
                var balancer = before(echo);
                var client = connect(balancer)) {
            var received = CompletableFuture.supplyAsync(() -> readAll(client));

            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(received.get()).isEqualTo(sent);
        }
    }

    @Test
    void theNextOneTakesWhatADeadOneCannot() throws Exception {
        var dead = new ServerSocket(0);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), dead.getLocalPort());
        dead.close();
        try (var alive = answering(bytes -> "alive".getBytes(US_ASCII));
                var balancer = Balancer.listen(0, () -> List.of(address, alive.address()));
                var client = connect(balancer)) {
            client.shutdownOutput();

            assertThat(readAll(client)).asString().isEqualTo("alive");
        }
    }

    @Test
    void whereNobodyAnswersTheConnectionBreaks() throws Exception {
        try (var balancer = Balancer.listen(0, List::of);
                var client = connect(balancer)) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void oneThatBreaksOffBreaksTheClientsConnection() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var balancer = Balancer.listen(0, () -> List.of((InetSocketAddress) server.getLocalSocketAddress()));
                var client = connect(balancer)) {
            client.getOutputStream().write(1);
            try (var accepted = server.accept()) {
                accepted.getInputStream().read();
                accepted.setSoLinger(true, 0);
            }

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void onceClosedItTakesNobodyAndLetsTheOthersFinish() throws Exception {
        var echo = answering(bytes -> bytes);
        var balancer = before(echo);
        try (echo;
                var client = connect(balancer)) {
            client.getOutputStream().write("be".getBytes(US_ASCII));
            echo.awaitClient();

            balancer.close();
            client.getOutputStream().write("fore".getBytes(US_ASCII));
            client.shutdownOutput();

            assertThat(readAll(client)).asString().isEqualTo("before");
            // The kernel may take a last one while the listening thread is on its way out.
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> connect(balancer).close()).isInstanceOf(ConnectException.class));
        }
    }

    private static Balancer before(Server server) throws IOException {
        return Balancer.listen(0, () -> List.of(server.address()));
    }

    private static Socket connect(Balancer balancer) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), balancer.port());
    }

    private static byte[] readAll(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Server answering(UnaryOperator<byte[]> answer) throws IOException {
        return new Server(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), answer);
    }

    /** Reads one connection to its end, and then answers. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket listener;
        private final CompletableFuture<Socket> client = new CompletableFuture<>();

        Server(ServerSocket listener, UnaryOperator<byte[]> answer) {
            this.listener = listener;
            Thread.ofVirtual().start(() -> serve(answer));
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        void awaitClient() throws Exception {
            assertThat(client.get().isConnected()).isTrue();
        }

        private void serve(UnaryOperator<byte[]> answer) {
            try (var socket = listener.accept()) {
                client.complete(socket);
                socket.getOutputStream().write(answer.apply(readAll(socket)));
            } catch (IOException closed) {
                client.completeExceptionally(closed);
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
