package io.entrepot.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** One row on one registry: medians over its windows, the worst latency of all, and all errors. */
final class Result {
    private final Row row;
    private final Target target;
    private final List<Window> windows = new ArrayList<>();
    private final List<Double> cpuNanosPerOperation = new ArrayList<>();
    private String client = "";
    private String complaint = "";
    private boolean offered = true;
    private long errors;

    Result(Row row, Target target) {
        this.row = row;
        this.target = target;
    }

    Row row() {
        return row;
    }

    Target target() {
        return target;
    }

    void drivenBy(String name) {
        client = name;
    }

    String client() {
        return client;
    }

    void add(Window window, Optional<Duration> cpu) {
        windows.add(window);
        errors += window.errors();
        if (window.complaint() != null) {
            complain(window.complaint());
        }
        if (window.operations() > 0) {
            cpu.ifPresent(used -> cpuNanosPerOperation.add((double) used.toNanos() / window.operations()));
        }
    }

    void fail(String what) {
        errors++;
        complain(what);
    }

    void notOffered(String what) {
        offered = false;
        complain(what);
    }

    private void complain(String what) {
        if (complaint.isEmpty()) {
            complaint = what;
        }
    }

    boolean offered() {
        return offered;
    }

    /** A rate with errors in it is no rate: refusing is faster than serving. */
    boolean failed() {
        return errors > 0;
    }

    long errors() {
        return errors;
    }

    /** The first thing that went wrong; empty when nothing did. */
    String complaint() {
        return complaint;
    }

    boolean measured() {
        return offered && !failed() && !windows.isEmpty();
    }

    /** So few operations per window that only their median and their maximum mean something. */
    boolean countable() {
        return windows.stream().allMatch(window -> window.operations() < 10);
    }

    /** Operations per second. */
    double rate() {
        return medianOf(Window::rate);
    }

    Latency latency() {
        return new Latency(
                medianLatency(Latency::p50),
                medianLatency(Latency::p90),
                medianLatency(Latency::p99),
                windows.stream()
                        .mapToLong(window -> window.latency().max())
                        .max()
                        .orElse(0));
    }

    /** Empty where the server's processes cannot be seen. */
    Optional<Double> cpuNanos() {
        return cpuNanosPerOperation.isEmpty()
                ? Optional.empty()
                : Optional.of(median(cpuNanosPerOperation.stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
    }

    private long medianLatency(ToLongFunction<Latency> part) {
        return Math.round(medianOf(window -> part.applyAsLong(window.latency())));
    }

    private double medianOf(ToDoubleFunction<Window> part) {
        return median(windows.stream().mapToDouble(part).toArray());
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
