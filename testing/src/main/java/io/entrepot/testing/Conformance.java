package io.entrepot.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the official conformance suite. Without a URL it starts a registry for each profile, of separate services if it is
 * told so, that asks for a login by one challenge or the other. A failed or skipped check, or a suite without a result,
 * makes the exit code 1.
 */
public final class Conformance {
    private static final String SUITE =
            "github.com/opencontainers/distribution-spec/conformance@v0.0.0-20260831232431-97274622c111";
    private static final String USAGE =
            "conformance [--url URL | --services] [--challenge bearer|basic] [--profile defaults|sparse];"
                    + " for a URL, OCI_USERNAME and OCI_PASSWORD say who logs in";
    private static final int LIMIT_MINUTES = 15;

    private static final int REPLICAS = 3;

    private final Checkout checkout;
    private final Topology topology;
    private final String challenge;
    private final PrintStream out;

    private Conformance(Checkout checkout, Topology topology, String challenge, PrintStream out) {
        this.checkout = checkout;
        this.topology = topology;
        this.challenge = challenge;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        @Nullable URI url = null;
        var topology = Topology.STANDALONE;
        var challenge = "bearer";
        var profiles = new ArrayList<ConformanceProfile>();
        try {
            var rest = Arrays.asList(arguments).iterator();
            while (rest.hasNext()) {
                var option = rest.next();
                if (option.equals("--url") && rest.hasNext()) {
                    url = URI.create(rest.next());
                } else if (option.equals("--profile") && rest.hasNext()) {
                    profiles.add(ConformanceProfile.named(rest.next()));
                } else if (option.equals("--challenge") && rest.hasNext()) {
                    challenge = challenge(rest.next());
                } else if (option.equals("--services")) {
                    topology = Topology.SERVICES;
                } else {
                    throw new IllegalArgumentException(USAGE);
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        var conformance = new Conformance(Checkout.find(), topology, challenge, System.out);
        var passed = true;
        for (var profile : profiles.isEmpty() ? List.of(ConformanceProfile.values()) : profiles) {
            passed &= url == null
                    ? conformance.onOwnRegistry(profile)
                    : conformance.against(url, profile, loginOf(System.getenv()));
        }
        System.exit(passed ? 0 : 1);
    }

    private static String challenge(String label) {
        if (label.equals("bearer") || label.equals("basic")) {
            return label;
        }
        throw new IllegalArgumentException("no challenge '" + label + "': bearer or basic");
    }

    private static Optional<Login> loginOf(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("OCI_USERNAME"))
                .map(name -> new Login(name, environment.getOrDefault("OCI_PASSWORD", "")));
    }

    private boolean onOwnRegistry(ConformanceProfile profile) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("entrepot-conformance-");
        var log = freshDirectory(profile).resolve("registry.log");
        out.println("Conformance, profile " + profile.label() + ": starting a registry (its log: " + log + ")");
        var settings = new HashMap<>(profile.registrySettings());
        settings.put("entrepot.identity.challenge", challenge);
        try (var registry = RunningRegistry.start(checkout, topology, REPLICAS, data, log, settings)) {
            return against(registry.uri(), profile, registry.login());
        } finally {
            Trees.delete(data);
        }
    }

    private boolean against(URI url, ConformanceProfile profile, Optional<Login> login)
            throws IOException, InterruptedException {
        var directory = Files.createDirectories(directory(profile));
        var output = directory.resolve("suite.log");
        out.println("Conformance, profile " + profile.label() + ": checking " + url
                + login.map(known -> " as " + known.name()).orElse(""));
        var ended = runSuite(url, profile, login, directory, output);
        var summary = "Conformance, profile " + profile.label() + ": ";
        try {
            var report = ConformanceReport.read(directory.resolve("junit.xml"));
            report.complaints().forEach(out::println);
            out.printf("%s%d run, %d failed, %d skipped%n", summary, report.run(), report.failed(), report.skipped());
            return ended && report.passed();
        } catch (IOException e) {
            out.println(summary + "no result, " + e.getMessage() + "; the suite's last words:");
            var lines = Files.readAllLines(output);
            lines.subList(Math.max(0, lines.size() - 20), lines.size()).forEach(out::println);
            return false;
        }
    }

    /** Says whether the suite came to an end that it called a success. */
    private boolean runSuite(URI url, ConformanceProfile profile, Optional<Login> login, Path results, Path output)
            throws IOException, InterruptedException {
        Files.deleteIfExists(results.resolve("junit.xml")); // an old result must not speak for this run
        var command = new ProcessBuilder("go", "run", SUITE)
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().keySet().removeIf(name -> name.startsWith("OCI_"));
        command.environment().putAll(profile.suiteEnvironment());
        command.environment()
                .putAll(Map.of(
                        "OCI_REGISTRY",
                        url.getAuthority(),
                        "OCI_TLS",
                        url.getScheme().equals("https") ? "enabled" : "disabled",
                        "OCI_REPO1",
                        "conformance/" + profile.label() + "/one",
                        "OCI_REPO2",
                        "conformance/" + profile.label() + "/two",
                        "OCI_RESULTS_DIR",
                        results.toString()));
        login.ifPresent(known ->
                command.environment().putAll(Map.of("OCI_USERNAME", known.name(), "OCI_PASSWORD", known.password())));
        Process suite;
        try {
            suite = command.start();
        } catch (IOException e) {
            throw new IOException("the suite needs Go on the PATH: https://go.dev/dl", e);
        }
        if (!suite.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            suite.descendants().forEach(ProcessHandle::destroyForcibly);
            suite.destroyForcibly();
            out.println("the suite did not end within " + LIMIT_MINUTES + " minutes");
            return false;
        }
        return suite.exitValue() == 0;
    }

    private Path freshDirectory(ConformanceProfile profile) throws IOException {
        Trees.delete(directory(profile));
        return Files.createDirectories(directory(profile));
    }

    private Path directory(ConformanceProfile profile) {
        return checkout.root()
                .resolve("testing/target/conformance")
                .resolve(topology.label())
                .resolve(challenge)
                .resolve(profile.label());
    }
}
