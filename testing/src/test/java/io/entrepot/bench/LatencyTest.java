package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void percentilesAreRanksOverTheSamplesOfAllClients() {
        var latency = Latency.of(List.of(
                LongStream.rangeClosed(101, 200).toArray(),
                LongStream.rangeClosed(1, 100).toArray()));

        assertThat(latency).isEqualTo(new Latency(100, 180, 198, 200));
    }

    @Test
    void oneSampleIsEveryPercentile() {
        assertThat(Latency.of(List.of(new long[] {7}))).isEqualTo(new Latency(7, 7, 7, 7));
    }

    @Test
    void noSampleIsNoLatency() {
        assertThat(Latency.of(List.of(new long[0]))).isEqualTo(Latency.NONE);
    }
}
