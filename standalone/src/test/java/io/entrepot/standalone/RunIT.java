package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {

    private static final byte[] BLOB = "a small blob".getBytes(US_ASCII);
    private static final String BLOB_PATH = "/v2/team/app/blobs/" + RegistryProcess.digest(BLOB);

    private final Path data;

    RunIT(@TempDir Path temp) {
        this.data = temp.resolve("registry");
    }

    private boolean isDatabaseRunning() {
        return Files.exists(data.resolve("postgresql/data/postmaster.pid"));
    }

    @Test
    void startsAnswersAndStopsCleanly() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            assertThat(registry.get("/v2/").statusCode()).isEqualTo(200);
            assertThat(registry.output()).contains("Data directory: " + data);

            registry.terminate();

            assertThat(registry.awaitExit()).isZero();
            assertThat(isDatabaseRunning()).isFalse();
        }
    }

    @Test
    void stopsCleanlyAlsoWhileItIsStarting() throws Exception {
        try (var registry = RegistryProcess.start("run", "--port", "0", "--data", data.toString())) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(registry.output()).isNotEmpty());

            registry.terminate();

            assertThat(registry.awaitExit()).isZero();
            assertThat(registry.output()).noneMatch(line -> line.contains("Exception"));
            assertThat(isDatabaseRunning()).isFalse();
        }
    }

    @Test
    void hasWhatItConfirmedAfterAKill() throws Exception {
        String password;
        try (var killed = RegistryProcess.run(data)) {
            assertThat(killed.pushBlob("team/app", BLOB).statusCode()).isEqualTo(201);
            password = killed.password();
            killed.kill();
        }
        try (var registry = RegistryProcess.run(data).withPassword(password)) {
            assertThat(registry.get(BLOB_PATH).body()).isEqualTo(BLOB);
        }
    }

    @Test
    void refusesADataDirectoryInUseInOneLine() throws Exception {
        try (var first = RegistryProcess.run(data);
                var second = RegistryProcess.start("run", "--port", "0", "--data", data.toString())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).singleElement().asString().contains("in use by another Entrepot");
            assertThat(first.get("/v2/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesATakenPortInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var registry = RegistryProcess.start(
                        "run", "--port", Integer.toString(taken.getLocalPort()), "--data", data.toString())) {
            assertThat(registry.awaitExit()).isEqualTo(1);
            assertThat(registry.output())
                    .last()
                    .asString()
                    .contains("Another program listens on port " + taken.getLocalPort());
            assertThat(isDatabaseRunning()).isFalse();
        }
    }

    @Test
    void refusesAnUnknownOptionInOneLine() throws Exception {
        try (var registry = RegistryProcess.start("run", "--prot", "5000")) {
            assertThat(registry.awaitExit()).isEqualTo(2);
            assertThat(registry.output()).singleElement().asString().contains("--prot");
        }
    }

    @Test
    void refusesToListenForTheNetworkWhereNobodyLogsInUnlessToldThatThisIsMeant() throws Exception {
        try (var registry =
                RegistryProcess.start("run", "--open", "--host", "0.0.0.0", "--port", "0", "--data", data.toString())) {
            assertThat(registry.awaitExit()).isEqualTo(1);
            assertThat(registry.output()).last().asString().contains("entrepot.network.allow-anonymous");
        }
        Files.writeString(data.resolve("entrepot.properties"), "entrepot.network.allow-anonymous=true\n");
        try (var registry = RegistryProcess.run(data, "--open", "--host", "0.0.0.0")) {
            assertThat(registry.getAsNobody("/v2/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void listensForTheNetworkWherePeopleLogInAndWarnsOfSecretsInTheClear() throws Exception {
        try (var registry = RegistryProcess.run(data, "--host", "0.0.0.0")) {
            assertThat(registry.getAsNobody("/v2/").statusCode()).isEqualTo(401);
            assertThat(registry.get("/v2/").statusCode()).isEqualTo(200);
            assertThat(registry.output()).anyMatch(line -> line.contains("--tls-cert"));
        }
    }

    @Test
    void letsEverybodyInWhenToldSo() throws Exception {
        try (var registry = RegistryProcess.run(data, "--open")) {
            assertThat(registry.getAsNobody("/v2/").statusCode()).isEqualTo(200);
            assertThat(registry.getAsNobody("/token").statusCode()).isEqualTo(404);
            assertThat(registry.printedPasswords()).isEmpty();
        }
    }

    @Test
    void refusesPushesButNotPullsBelowTheReserveOfFreeDisk() throws Exception {
        String password;
        try (var registry = RegistryProcess.run(data)) {
            assertThat(registry.pushBlob("team/app", BLOB).statusCode()).isEqualTo(201);
            password = registry.password();
        }
        Files.writeString(data.resolve("entrepot.properties"), "entrepot.disk.reserve=1000000G\n");
        try (var registry = RegistryProcess.run(data).withPassword(password)) {
            var refused = registry.pushBlob("team/app", "another".getBytes(US_ASCII));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(new String(refused.body(), US_ASCII)).contains("nearly full");
            assertThat(registry.get(BLOB_PATH).body()).isEqualTo(BLOB);
            assertThat(registry.output().stream().filter(line -> line.contains("entrepot.disk.reserve is")))
                    .hasSize(1);
        }
    }

    @Test
    void finishesAnUploadThatIsUnderWayWhenToldToStop() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            var uri = registry.uri("/v2/team/app/blobs/uploads/?digest=" + RegistryProcess.digest(BLOB));
            try (var socket = new Socket(uri.getHost(), uri.getPort())) {
                send(
                        socket,
                        ("POST " + uri.getPath() + "?" + uri.getQuery() + " HTTP/1.1\r\nHost: r\r\n"
                                        + "Authorization: " + registry.authorization() + "\r\n"
                                        + "Content-Type: application/octet-stream\r\nContent-Length: " + BLOB.length
                                        + "\r\n\r\na ")
                                .getBytes(US_ASCII));
                // The registry has begun to answer the upload when a later request on another connection is answered.
                assertThat(registry.get("/v2/").statusCode()).isEqualTo(200);

                registry.terminate();
                await().untilAsserted(() ->
                        assertThat(registry.get("/v2/").statusCode()).isEqualTo(503));
                send(socket, "small blob".getBytes(US_ASCII));

                assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 201");
            }
            assertThat(registry.awaitExit()).isZero();
        }
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Test
    void logsJsonWhenAsked() throws Exception {
        RegistryProcess.run(data).close(); // the first start has something to say that doesn't belong in a log
        try (var registry = RegistryProcess.start("run", "--port", "0", "--data", data.toString(), "--log", "json")) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(registry.output()).anyMatch(line -> line.contains("registry listens on")));
            assertThat(registry.output())
                    .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        }
    }

    @Test
    void leavesNoProcessBehindWhenItIsKilled() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            var children = ProcessHandle.of(registry.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .toList();
            registry.kill();
            await().untilAsserted(() -> assertThat(isDatabaseRunning()).isFalse());
            await().untilAsserted(() -> assertThat(Stream.of(children.toArray(ProcessHandle[]::new)))
                    .noneMatch(ProcessHandle::isAlive));
        }
    }
}
