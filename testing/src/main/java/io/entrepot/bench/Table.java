package io.entrepot.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as people read them. */
final class Table {
    private static final List<String> HEAD =
            List.of("row", "registry", "rate", "p50", "p90", "p99", "max", "server CPU", "errors", "client");

    private Table() {}

    static String text(List<Result> results) {
        var lines = lines(results);
        var widths = new int[HEAD.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (var line : lines) {
            var padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - line.get(i).length());
                padded.append(isNumber(i) ? gap + line.get(i) : line.get(i) + gap)
                        .append("  ");
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text + notes(results);
    }

    static String markdown(List<Result> results) {
        var lines = lines(results).stream()
                .map(line -> "| " + String.join(" | ", line) + " |\n")
                .collect(Collectors.toCollection(ArrayList::new));
        var rule = new StringBuilder("|");
        for (int i = 0; i < HEAD.size(); i++) {
            rule.append(isNumber(i) ? "---:|" : "---|");
        }
        lines.add(1, rule.append('\n').toString());
        return String.join("", lines) + notes(results);
    }

    private static boolean isNumber(int column) {
        return column >= 2 && column <= 8;
    }

    private static List<List<String>> lines(List<Result> results) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        results.forEach(result -> lines.add(line(result)));
        return lines;
    }

    private static List<String> line(Result result) {
        String title = result.row().title();
        String name = result.target().name();
        if (!result.measured()) {
            String what = result.offered() ? "failed" : "not offered";
            String errors = result.offered() ? format("%,d", result.errors()) : "";
            return List.of(title, name, what, "", "", "", "", "", errors, result.client());
        }
        var latency = result.latency();
        return List.of(
                title,
                name,
                rate(result),
                millis(latency.p50()),
                result.countable() ? "" : millis(latency.p90()),
                result.countable() ? "" : millis(latency.p99()),
                millis(latency.max()),
                cpu(result),
                "0",
                result.client());
    }

    private static String rate(Result result) {
        long bytes = result.row().bytes();
        double rate = result.rate();
        return bytes > 0 ? format("%.2f GB/s", rate * bytes / 1e9) : format(rate < 100 ? "%.1f/s" : "%,.0f/s", rate);
    }

    private static String cpu(Result result) {
        long bytes = result.row().bytes();
        return result.cpuNanos()
                .map(nanos -> bytes > 0 ? format("%.2f s/GB", nanos / bytes) : format("%,.0f us", nanos / 1e3))
                .orElse("n/a");
    }

    private static String millis(long nanos) {
        double millis = nanos / 1e6;
        return format(millis < 10 ? "%.2f ms" : "%,.0f ms", millis);
    }

    private static String notes(List<Result> results) {
        return results.stream()
                .filter(result -> !result.complaint().isEmpty())
                .map(result -> "\n%s, %s: %s\n"
                        .formatted(result.row().title(), result.target().name(), result.complaint()))
                .collect(Collectors.joining());
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
