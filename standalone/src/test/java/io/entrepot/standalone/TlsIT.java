package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that speaks TLS itself. */
class TlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path temp;
    private final Path data;
    private final Path certificateFile;
    private final Path keyFile;
    private TestCertificate certificate;

    TlsIT(@TempDir Path temp) {
        this.temp = temp;
        this.data = temp.resolve("registry");
        this.certificateFile = temp.resolve("tls.crt");
        this.keyFile = temp.resolve("tls.key");
    }

    @BeforeEach
    void makeCertificate() throws Exception {
        certificate = TestCertificate.make(temp, "first", "EC");
        Files.writeString(certificateFile, certificate.certificatePem());
        Files.writeString(keyFile, certificate.keyPem());
    }

    private RegistryProcess run(String... more) throws IOException {
        var arguments = new String[more.length + 4];
        arguments[0] = "--tls-cert";
        arguments[1] = certificateFile.toString();
        arguments[2] = "--tls-key";
        arguments[3] = keyFile.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return RegistryProcess.run(data, arguments);
    }

    /** What a new connection is shown. */
    private static X509Certificate shown(RegistryProcess registry, TestCertificate trusted) throws Exception {
        return shown(registry, trusted.trusting());
    }

    private static X509Certificate shown(RegistryProcess registry, SSLContext context) throws Exception {
        try (var socket = connect(registry, context)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** What the registry is shown by a client that has this certificate. */
    private Certificate @Nullable [] asked(RegistryProcess registry, TestCertificate client) throws Exception {
        try (var socket = connect(registry, client.showing(certificate))) {
            return socket.getSession().getLocalCertificates();
        }
    }

    private static SSLSocket connect(RegistryProcess registry, SSLContext context) throws IOException {
        var uri = registry.uri("/");
        return (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort());
    }

    @Test
    void takesRequestsByTlsOnlyAndNamesItselfSo() throws Exception {
        try (var registry = run("--host", "0.0.0.0").trusting(certificate.trusting())) {
            var challenged = registry.getAsNobody("/v2/");
            assertThat(challenged.statusCode()).isEqualTo(401);
            assertThat(challenged.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).contains("realm=\"https://"));
            assertThat(registry.get("/v2/").statusCode()).isEqualTo(200);
            assertThat(registry.pushBlob("tls/app", new byte[3_000_000]).statusCode())
                    .isEqualTo(201);
            assertThat(registry.get("/v2/tls/app/blobs/" + RegistryProcess.digest(new byte[3_000_000]))
                            .body())
                    .isEqualTo(new byte[3_000_000]);
            assertThat(registry.output()).noneMatch(line -> line.contains("readable"));
        }
    }

    @Test
    void servesANewCertificateOnceItsKeyIsThereToo() throws Exception {
        var second = TestCertificate.make(temp, "second", "RSA");
        try (var registry = run()) {
            assertThat(shown(registry, certificate)).isEqualTo(certificate.certificate());

            Files.writeString(certificateFile, second.certificatePem());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(registry.output())
                            .anyMatch(line -> line.contains("still serving the certificate of before")));
            assertThat(shown(registry, certificate)).isEqualTo(certificate.certificate());

            Files.writeString(keyFile, second.keyPem());
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(shown(registry, second)).isEqualTo(second.certificate()));
        }
    }

    @Test
    void saysThatAKeyIsEncrypted() throws Exception {
        try (var registry = run()) {
            Files.writeString(keyFile, certificate.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(registry.output()).anyMatch(line -> line.contains("is encrypted")));
        }
    }

    @Test
    void asksForACertificateOfClientsAndTakesThoseWithoutToo() throws Exception {
        var client = TestCertificate.make(temp, "client", "EC");
        var stranger = TestCertificate.make(temp, "stranger", "EC");
        var authority = Files.writeString(temp.resolve("clients.crt"), client.certificatePem());
        try (var registry = run("--tls-client-ca", authority.toString())) {
            assertThat(asked(registry, client)).containsExactly(client.certificate());
            assertThat(asked(registry, stranger)).isNull();
            assertThat(registry.trusting(certificate.trusting())
                            .getAsNobody("/v2/")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    /** The example of the operations page; there is no robot of its name. */
    private static String documentedRules() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "operations.md"));
        var start = page.indexOf("entrepot.identity.certificates[0]");
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void letsInWhomACertificateNames() throws Exception {
        var client = TestCertificate.make(temp, "client", "EC");
        var other = TestCertificate.make(temp, "other", "EC");
        var authorities =
                Files.writeString(temp.resolve("clients.crt"), client.certificatePem() + other.certificatePem());
        Files.createDirectories(data);
        Files.writeString(
                data.resolve("entrepot.properties"),
                documentedRules()
                        .replace("dns:build.example.com", "subject:CN=other")
                        .replace("CN=Alice,O=Example", "CN=client")
                        .replace("user:alice", "user:admin"));
        try (var registry = run("--tls-client-ca", authorities.toString())) {
            registry.trusting(client.showing(certificate));
            assertThat(registry.getAsNobody("/v2/").statusCode()).isEqualTo(200);
            assertThat(registry.getAsNobody("/v2/_catalog").statusCode()).isEqualTo(200);
            assertThat(new String(registry.getAsNobody("/token").body(), UTF_8)).contains("\"token\"");

            registry.trusting(other.showing(certificate));
            assertThat(registry.getAsNobody("/v2/some/app/tags/list").statusCode())
                    .isEqualTo(403);
            assertThat(registry.getAsNobody("/token").statusCode()).isEqualTo(401);

            registry.trusting(certificate.trusting());
            assertThat(registry.getAsNobody("/v2/").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusesACertificateWithTheKeyOfAnotherInOneLine() throws Exception {
        Files.writeString(keyFile, TestCertificate.make(temp, "other", "EC").keyPem());
        try (var registry = RegistryProcess.start(
                "run",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--tls-cert",
                certificateFile.toString(),
                "--tls-key",
                keyFile.toString())) {
            assertThat(registry.awaitExit()).isEqualTo(1);
            assertThat(registry.output()).last().asString().contains("is not the key of");
        }
    }
}
