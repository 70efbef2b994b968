package io.entrepot.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it ends, after a pause that grows while it keeps ending soon. */
public final class Supervised {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration NEVER = Duration.ofMillis(-1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    /** Ctrl-C in a terminal reaches every process of it; these end when the launcher says so, and in its order. */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final String name;
    private final Path log;
    private final ProcessBuilder command;
    private final Watchdog watchdog;
    private final Consumer<String> says;

    private @Nullable Process process;
    private Instant startedAt = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;
    private boolean wanted;
    private int ends;

    /** What it prints is added to the log; the environment comes on top of the launcher's own. */
    Supervised(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Watchdog watchdog,
            Consumer<String> says) {
        var words = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        words.addAll(command);
        this.name = name;
        this.log = log;
        this.watchdog = watchdog;
        this.says = says;
        this.command = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        this.command.environment().putAll(environment);
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** Of the process that runs at this moment. */
    public synchronized OptionalLong pid() {
        return process != null && process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
    }

    /** How often it has ended without being told to. */
    synchronized int ends() {
        return ends;
    }

    public synchronized void start() {
        if (!wanted) {
            wanted = true;
            pause = FIRST_PAUSE;
            launch();
        }
    }

    /** Asks it to end (SIGTERM), and returns when it has; it stays down until {@link #start}. */
    public void stop() {
        var running = dismiss();
        if (running == null) {
            return;
        }
        running.destroy();
        if (!awaitEnd(running)) {
            says.accept(name + " does not stop, and is killed");
            running.destroyForcibly();
            awaitEnd(running);
        }
    }

    /** Ends it without warning (SIGKILL), and returns when it has; it stays down until {@link #start}. */
    public void halt() {
        var running = dismiss();
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
        }
    }

    /** Ends it without warning (SIGKILL); it is started again as after a crash. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private synchronized @Nullable Process dismiss() {
        wanted = false;
        return process;
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void launch() {
        if (!wanted || (process != null && process.isAlive())) {
            return; // told to stop, or started by hand, during the pause
        }
        try {
            var started = command.start();
            process = started;
            startedAt = Instant.now();
            watchdog.guard(started.pid());
            Thread.ofVirtual().name(name).start(() -> follow(started));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    private void follow(Process running) {
        try {
            running.waitFor();
            var wait = ended(running);
            if (!wait.isNegative()) {
                TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                launch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait before it is started again; negative when it is not. */
    private synchronized Duration ended(Process which) {
        watchdog.forget(which.pid());
        if (!wanted || which != process) {
            return NEVER;
        }
        ends++;
        if (Duration.between(startedAt, Instant.now()).compareTo(SETTLED) > 0) {
            pause = FIRST_PAUSE;
        }
        var wait = pause;
        var twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        says.accept("%s ended (exit code %d), starts again in %.1f s"
                .formatted(name, which.exitValue(), wait.toMillis() / 1000.0));
        return wait;
    }
}
