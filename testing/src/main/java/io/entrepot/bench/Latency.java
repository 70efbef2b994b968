package io.entrepot.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long operations took, in nanoseconds. */
record Latency(long p50, long p90, long p99, long max) {
    static final Latency NONE = new Latency(0, 0, 0, 0);

    static Latency of(Collection<long[]> samples) {
        var sorted = samples.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return sorted.length == 0
                ? NONE
                : new Latency(rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), sorted[sorted.length - 1]);
    }

    /** The smallest sample that at least so many percent of all samples do not exceed. */
    private static long rank(long[] sorted, int percent) {
        int rank = (int) Math.ceilDiv((long) sorted.length * percent, 100L);
        return sorted[rank - 1];
    }
}
