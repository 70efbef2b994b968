package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry where people have to log in, from its first start on. */
class FirstLoginIT {
    private static final Pattern LOGIN = Pattern.compile("echo (\\S+) \\| docker login --username admin .*");

    private final Path data;
    private final Path restored;
    private final Path file;

    FirstLoginIT(@TempDir Path temp) {
        this.data = temp.resolve("registry");
        this.restored = temp.resolve("restored");
        this.file = temp.resolve("backup.tar");
    }

    private static void close(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("entrepot.properties"), "entrepot.identity.open=false\n");
    }

    private static List<String> passwords(RegistryProcess registry) {
        return registry.output().stream()
                .map(String::strip)
                .map(LOGIN::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }

    private static String firstPassword(RegistryProcess registry) {
        return Awaitility.await()
                .until(() -> passwords(registry), found -> !found.isEmpty())
                .getFirst();
    }

    private static int logIn(RegistryProcess registry, String password) throws Exception {
        return get(registry, "/token", password);
    }

    private static int get(RegistryProcess registry, String path, String password) throws Exception {
        var shown = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(registry.uri(path))
                .header("Authorization", "Basic " + shown)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean contains(Path path, String text) {
        try {
            return new String(Files.readAllBytes(path), ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void makesAnAdministratorOnceAndKeepsOnlyTheHash() throws Exception {
        close(data);
        String password;
        try (var registry = RegistryProcess.run(data)) {
            password = firstPassword(registry);
            assertThat(logIn(registry, password)).isEqualTo(200);
            assertThat(logIn(registry, "another")).isEqualTo(401);
            assertThat(get(registry, "/api/v1/users", password)).isEqualTo(200);
        }
        try (var files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(path -> contains(path, password));
        }
        try (var registry = RegistryProcess.run(data)) {
            assertThat(logIn(registry, password)).isEqualTo(200);
            assertThat(passwords(registry)).isEmpty();
        }
    }

    @Test
    void comesBackWithABackup() throws Exception {
        close(data);
        String password;
        try (var registry = RegistryProcess.run(data)) {
            password = firstPassword(registry);
        }
        try (var backup = RegistryProcess.start("backup", file.toString(), "--data", data.toString())) {
            assertThat(backup.awaitExit()).isZero();
        }
        try (var restore = RegistryProcess.start("restore", file.toString(), "--data", restored.toString())) {
            assertThat(restore.awaitExit()).isZero();
        }
        close(restored);
        try (var registry = RegistryProcess.run(restored)) {
            assertThat(logIn(registry, password)).isEqualTo(200);
            assertThat(passwords(registry)).isEmpty();
        }
    }
}
