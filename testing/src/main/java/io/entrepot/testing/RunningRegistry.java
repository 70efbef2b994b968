package io.entrepot.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registry of either packaging, started through {@code ./entrepot run}, answering {@code /v2/} once it is returned. Its address stays the same
 * over {@link #stop}, {@link #kill} and {@link #start}; what it prints goes to {@link #log}.
 */
public final class RunningRegistry implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final int LINES = 100;
    private static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";
    private static final Pattern LOGIN_LINE =
            Pattern.compile("echo (\\S+) \\| docker login --username (\\S+) --password-stdin \\S+");

    private final ProcessBuilder command;
    private final Path data;
    private final Path log;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;
    private @Nullable Tokens tokens;
    private @Nullable Login login;

    private RunningRegistry(ProcessBuilder command, Path data, Path log, int port) throws IOException {
        this.command = command;
        this.data = data;
        this.log = log;
        this.port = port;
        this.process = command.start();
    }

    /**
     * Starts one on a free port, with this many replicas of each service where it has services apart. The settings are configuration keys ({@code entrepot.…}) and reach it as environment.
     *
     * @throws IllegalStateException when it ends or doesn't answer in time; the message has the end of its log
     */
    public static RunningRegistry start(
            Checkout checkout, Topology topology, int replicas, Path data, Path log, Map<String, String> settings) {
        var port = freePort();
        var words = new ArrayList<>(List.of(
                checkout.launcher().toString(), "run", "--port", Integer.toString(port), "--data", data.toString()));
        words.addAll(topology.options(replicas));
        var command = new ProcessBuilder(words);
        command.directory(checkout.root().toFile());
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = command.environment();
        // The tests run inside the build: a launcher that builds would build in a circle.
        environment.put("ENTREPOT_NO_BUILD", "1");
        environment.put(MANAGEMENT_PORT, Integer.toString(freePort()));
        if (topology == Topology.SERVICES) {
            environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // nine processes: starting is most of their work
        }
        settings.forEach((key, value) -> environment.put(environmentName(key), value));
        try {
            var registry = new RunningRegistry(command, data, log, port);
            registry.awaitAnswer();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + checkout.launcher(), e);
        }
    }

    /** Starts it again on the same data and port, after {@link #stop} or {@link #kill}. */
    public void start() {
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    /** The same with other settings added to those it had. */
    public void start(Map<String, String> settings) {
        settings.forEach((key, value) -> command.environment().put(environmentName(key), value));
        start();
    }

    /** Asks it to end (SIGTERM), waits until it has, and returns its exit code. */
    public int stop() {
        jvm().destroy();
        awaitEnd();
        return process.exitValue();
    }

    /** Ends the process that was started by SIGKILL; what that started is left to itself, as after a crash. */
    public void kill() {
        jvm().destroyForcibly();
        awaitEnd();
    }

    /** As typed by a user in front of a repository: {@code localhost:5000}. */
    public String host() {
        return "localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** Of health and metrics, in {@code standalone}. */
    public int managementPort() {
        return Integer.parseInt(String.valueOf(command.environment().get(MANAGEMENT_PORT)));
    }

    public URI uri() {
        return URI.create("http://" + host());
    }

    /** The user that the first start made, who may do everything; empty where nobody has to log in. */
    public Optional<Login> login() {
        return Optional.ofNullable(login);
    }

    /** What that user shows with a request of this path and query. */
    public Optional<String> authorization(String path) {
        return Optional.ofNullable(tokens).map(known -> known.authorization(path));
    }

    public Path data() {
        return data;
    }

    public Path log() {
        return log;
    }

    /** The process that was started: in {@code standalone}, the registry. */
    public ProcessHandle jvm() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    /** What it printed, and what its services logged. */
    public List<Path> logs() {
        var logs = data.resolve("services/logs");
        if (!Files.isDirectory(logs)) {
            return List.of(log);
        }
        try (var files = Files.list(logs)) {
            return Stream.concat(Stream.of(log), files.sorted()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of these. */
    public String endOfLog() {
        return logs().stream()
                .map(file -> "--- " + file.getFileName() + "\n" + endOf(file))
                .collect(Collectors.joining("\n"));
    }

    private static String endOf(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "(log not readable: " + e + ")";
        }
    }

    private void awaitAnswer() {
        await("does not answer", this::answers);
    }

    private void await(String otherwise, BooleanSupplier condition) {
        var deadline = Instant.now().plus(START_LIMIT);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                var how = process.isAlive() ? otherwise : "ended with " + process.exitValue();
                process.destroy();
                throw new IllegalStateException("the registry " + how + ":\n" + endOfLog());
            }
            waitAtMost(Duration.ofMillis(100));
        }
    }

    /** Who the first start made is told once, a moment after the first answer; a later start doesn't say it again. */
    private boolean hasLogin() {
        if (login == null) {
            try (var lines = Files.lines(log)) {
                lines.map(LOGIN_LINE::matcher).filter(Matcher::find).findFirst().ifPresent(line -> {
                    login = new Login(line.group(2), line.group(1));
                    tokens = new Tokens(uri(), login, http);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return login != null;
    }

    private boolean answers() {
        try {
            var ping = HttpRequest.newBuilder(uri().resolve("/v2/"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            var status = http.send(ping, BodyHandlers.discarding()).statusCode();
            if (status == 401) {
                await("names no first user", this::hasLogin);
            }
            return status == 200 || status == 401;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitEnd() {
        if (!waitAtMost(STOP_LIMIT)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("the registry does not stop:\n" + endOfLog());
        }
    }

    private boolean waitAtMost(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    private static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
