package io.entrepot.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Drives GETs of one path by {@code wrk}, which costs the machine less than any client written here. */
record Wrk(Path script) {
    static final String CLIENT = "wrk -t2 -c32";
    private static final int CONNECTIONS = 32;

    /** Empty when {@code wrk} is not installed. */
    static Optional<Wrk> find() throws IOException, InterruptedException {
        try {
            new ProcessBuilder("wrk", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
        var script = Files.createTempFile("entrepot-bench", ".lua");
        script.toFile().deleteOnExit();
        try (var lua = Objects.requireNonNull(Wrk.class.getResourceAsStream("wrk.lua"))) {
            Files.write(script, lua.readAllBytes());
        }
        return Optional.of(new Wrk(script));
    }

    Window run(String url, List<String> headers, long answerSize, Duration length)
            throws IOException, InterruptedException {
        long seconds = Math.max(1, length.toSeconds());
        var command = new ArrayList<>(List.of(
                "wrk", "-t2", "-c" + CONNECTIONS, "-d" + seconds + "s", "--timeout", "30s", "-s", script.toString()));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.add(url);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            // wrk prints a few lines only, so the pipe cannot fill before it ends.
            if (!process.waitFor(seconds + 60, TimeUnit.SECONDS)) {
                throw new IOException("wrk did not end");
            }
            return parse(output.lines().toList(), answerSize);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            process.destroyForcibly();
        }
    }

    static Window parse(List<String> output, long answerSize) throws IOException {
        for (String line : output) {
            var words = line.split(" ", -1);
            if (words.length == 9 && words[0].equals("entrepot-bench")) {
                return window(words, answerSize);
            }
        }
        throw new IOException("wrk said: " + String.join(" | ", output));
    }

    private static Window window(String[] words, long answerSize) {
        var number = new long[words.length];
        for (int i = 1; i < words.length; i++) {
            number[i] = Long.parseLong(words[i]);
        }
        long requests = number[1];
        long errors = number[4];
        String complaint = errors > 0 ? "wrk counts " + errors + " failed requests" : null;
        if (errors == 0 && !plausible(number[3], requests, answerSize)) {
            errors = requests;
            complaint =
                    "%,d answers of %,d bytes cannot have been %,d bytes".formatted(requests, answerSize, number[3]);
        }
        var latency = new Latency(number[5] * 1000, number[6] * 1000, number[7] * 1000, number[8] * 1000);
        return new Window(requests, Duration.ofNanos(number[2] * 1000), latency, errors, complaint);
    }

    /**
     * wrk does not look at the length of an answer, but counts all bytes, those of unfinished answers included. Headers
     * may vary a little, and the sizes of chunks count too.
     */
    private static boolean plausible(long bytes, long requests, long answerSize) {
        long tolerance = 16 + answerSize / 50;
        return requests > 0
                && bytes >= requests * (answerSize - tolerance)
                && bytes <= (requests + CONNECTIONS) * (answerSize + tolerance);
    }
}
