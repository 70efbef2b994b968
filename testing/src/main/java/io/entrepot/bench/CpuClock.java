package io.entrepot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CPU time, user and system, of processes and all their descendants, from Linux's {@code /proc}. What a child used moves
 * to its parent when it ends, so the sum over the living, of what they used and what their dead children used, never
 * loses anything.
 */
record CpuClock(Path proc, List<Long> pids) {
    /** {@code USER_HZ}: the unit of {@code /proc}, the same on every Linux this runs on. */
    private static final long TICK_MILLIS = 10;

    static CpuClock of(Target target) {
        return new CpuClock(Path.of("/proc"), target.pids());
    }

    /** Empty where there is no {@code /proc}, or nothing to count was named. */
    Optional<Duration> read() throws IOException {
        if (pids.isEmpty() || !Files.exists(proc.resolve("self/stat"))) {
            return Optional.empty();
        }
        var children = new HashMap<Long, List<Long>>();
        var ticks = readAll(children);
        long total = 0;
        var queue = new ArrayDeque<>(pids);
        var counted = new ArrayList<Long>();
        while (!queue.isEmpty()) {
            Long pid = queue.remove();
            Long used = ticks.get(pid);
            if (used == null) {
                throw new IOException("process " + pid + " of the registry is gone");
            }
            if (!counted.contains(pid)) {
                counted.add(pid);
                total += used;
                queue.addAll(children.getOrDefault(pid, List.of()));
            }
        }
        return Optional.of(Duration.ofMillis(total * TICK_MILLIS));
    }

    private Map<Long, Long> readAll(Map<Long, List<Long>> children) throws IOException {
        var ticks = new HashMap<Long, Long>();
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var entry : entries) {
                try {
                    var stat = Stat.parse(Files.readString(entry.resolve("stat")));
                    ticks.put(stat.pid(), stat.ticks());
                    children.computeIfAbsent(stat.parent(), parent -> new ArrayList<>())
                            .add(stat.pid());
                } catch (IOException ended) {
                    // It ended since the directory was listed; its parent has its time now.
                }
            }
        }
        return ticks;
    }

    /** One line of {@code /proc/PID/stat}. */
    record Stat(long pid, long parent, long ticks) {
        static Stat parse(String line) {
            // The second field is the command in parentheses and may itself hold spaces and parentheses.
            int command = line.indexOf('(');
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 11; i <= 14; i++) { // utime, stime, cutime, cstime
                ticks += Long.parseLong(fields[i]);
            }
            return new Stat(Long.parseLong(line.substring(0, command - 1)), Long.parseLong(fields[1]), ticks);
        }
    }
}
