package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A client program with the options and environment all its calls share. A client that isn't installed, fails or doesn't come
 * to an end fails the test.
 */
final class Command {
    private static final int LIMIT_MINUTES = 5;

    private final List<String> words;
    private final Map<String, String> environment;
    private final Path directory;

    private Command(List<String> words, Map<String, String> environment, Path directory) {
        this.words = words;
        this.environment = environment;
        this.directory = directory;
    }

    /** Runs in this directory, which is also its home: nothing the machine has configured plays a part. */
    static Command in(Path directory, String... words) {
        return new Command(List.of(words), Map.of("HOME", directory.toString()), directory);
    }

    /** As the administrator, by the file in which docker keeps logins and every client looks for them. */
    Command loggedInTo(RunningRegistry registry) {
        registry.login().ifPresent(login -> {
            try {
                var configuration = Files.createDirectories(directory.resolve(".docker"));
                Files.writeString(
                        configuration.resolve("config.json"), """
                        {"auths":{"%s":{"auth":"%s"}}}""".formatted(registry.host(), login.encoded()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return this;
    }

    Command with(String variable, Object value) {
        var more = new HashMap<>(environment);
        more.put(variable, value.toString());
        return new Command(words, more, directory);
    }

    /** What it wrote to its standard output. */
    String run(Object... arguments) {
        return call(arguments).out();
    }

    /** What it wrote to both of its outputs. */
    String runVerbosely(Object... arguments) {
        var outputs = call(arguments);
        return outputs.out() + outputs.err();
    }

    private Outputs call(Object... arguments) {
        var line = new ArrayList<>(words);
        for (var argument : arguments) {
            line.add(argument.toString());
        }
        try {
            var out = Files.createTempFile(directory, "out-", ".txt");
            var err = Files.createTempFile(directory, "err-", ".txt");
            var builder = new ProcessBuilder(line).directory(directory.toFile());
            builder.environment().putAll(environment);
            var process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            var ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            var outputs = new Outputs(Files.readString(out), Files.readString(err));
            assertThat(ended).as("%s came to an end: %s", line, outputs).isTrue();
            assertThat(process.exitValue()).as("%s: %s", line, outputs).isEqualTo(0);
            return outputs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + line, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Outputs(String out, String err) {}
}
