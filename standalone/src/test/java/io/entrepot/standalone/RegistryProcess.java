package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The packaged program in a process of its own. */
final class RegistryProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern LISTENS = Pattern.compile("listens on (https?://[^/]+)/");
    private static final Pattern LOGIN = Pattern.compile("echo (\\S+) \\| docker login --username admin .*");

    private HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private @Nullable String password;

    private RegistryProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(() -> follow(process.inputReader()));
    }

    static RegistryProcess start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-jar", PROGRAM.toString()));
        command.addAll(List.of(arguments));
        return new RegistryProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** A registry that takes requests, on a free port. */
    static RegistryProcess run(Path data, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("run", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(more));
        var registry = start(arguments.toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> registry.isListening() || !registry.process.isAlive());
        if (!registry.isListening()) {
            throw new IllegalStateException("did not start: " + registry.output);
        }
        return registry;
    }

    private void follow(BufferedReader lines) {
        lines.lines().forEach(output::add);
    }

    private boolean isListening() {
        return output.stream().anyMatch(line -> LISTENS.matcher(line).find());
    }

    List<String> output() {
        return output;
    }

    /** One that isn't started for the first time: it prints no password any more. */
    RegistryProcess withPassword(String known) {
        password = known;
        return this;
    }

    /** From now on, as a client with these certificates. */
    RegistryProcess trusting(SSLContext certificates) {
        client = HttpClient.newBuilder().sslContext(certificates).build();
        return this;
    }

    /** That of the administrator. */
    String password() {
        var known = password;
        return known == null
                ? await().atMost(PATIENCE)
                        .until(this::printedPasswords, printed -> !printed.isEmpty())
                        .getFirst()
                : known;
    }

    List<String> printedPasswords() {
        return output.stream()
                .map(String::strip)
                .map(LOGIN::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }

    /** What shows that one is the administrator. */
    String authorization() {
        return basic(password());
    }

    private static String basic(String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(("admin:" + secret).getBytes(UTF_8));
    }

    URI uri(String path) {
        return output.stream()
                .map(LISTENS::matcher)
                .filter(Matcher::find)
                .map(match -> URI.create(match.group(1).replace("localhost", "127.0.0.1") + path))
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<byte[]> getAsNobody(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    /** As the administrator with another password. */
    HttpResponse<byte[]> get(String path, String secret) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", basic(secret))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.header("Authorization", authorization()).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> pushBlob(String repository, byte[] bytes) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/v2/" + repository + "/blobs/uploads/?digest=" + digest(bytes)))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    HttpResponse<byte[]> pushManifest(String repository, String tag, String json)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/v2/" + repository + "/manifests/" + tag))
                .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                .PUT(BodyPublishers.ofString(json)));
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }

    long pid() {
        return process.pid();
    }

    /** Tells it to stop as a terminal or a service manager would. */
    void terminate() {
        process.destroy();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running: " + output);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        terminate();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
