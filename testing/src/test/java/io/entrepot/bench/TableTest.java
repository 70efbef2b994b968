package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Target OURS = new Target("ours", "localhost", 5000, List.of(), Access.OPEN);

    @Test
    void printsMediansTheWorstLatencyAndCpuPerOperation() {
        var result = new Result(Row.MANIFEST_TAG, OURS);
        result.drivenBy("own, 2 clients");
        result.add(window(50_000, 9_000_000), Optional.of(Duration.ofSeconds(1)));
        result.add(window(90_000, 4_000_000), Optional.of(Duration.ofMillis(900)));
        result.add(window(10_000, 5_000_000), Optional.of(Duration.ofSeconds(1)));

        assertThat(Table.text(List.of(result))).isEqualTo("""
                row                  registry      rate      p50      p90      p99      max  server CPU  errors  client
                manifest GET by tag  ours      10,000/s  1.00 ms  2.00 ms  3.00 ms  9.00 ms       20 us       0  own, 2 clients
                """);
    }

    @Test
    void aRowAboutBytesCountsGigabytes() {
        var result = new Result(Row.BLOB_100M, OURS);
        result.drivenBy("own, 4 clients");
        result.add(window(50, 200_000_000), Optional.of(Duration.ofMillis(2_500)));

        assertThat(Table.text(List.of(result))).contains("1.00 GB/s").contains("0.50 s/GB");
    }

    @Test
    void aRowWithErrorsHasNoRate() {
        var result = new Result(Row.MANIFEST_TAG, OURS);
        result.drivenBy("own, 2 clients");
        result.add(window(50_000, 9_000_000), Optional.empty());
        result.add(
                new Window(10, Duration.ofSeconds(5), Latency.NONE, 1, "201 expected, 500 received"), Optional.empty());

        assertThat(Table.markdown(List.of(result))).isEqualTo("""
                | row | registry | rate | p50 | p90 | p99 | max | server CPU | errors | client |
                |---|---|---:|---:|---:|---:|---:|---:|---:|---|
                | manifest GET by tag | ours | failed |  |  |  |  |  | 1 | own, 2 clients |

                manifest GET by tag, ours: 201 expected, 500 received
                """);
    }

    @Test
    void whatARegistryDoesNotOfferIsNoFailure() {
        var result = new Result(Row.REFERRERS_1K, OURS);
        result.notOffered("no referrers API");

        assertThat(result.failed()).isFalse();
        assertThat(Table.text(List.of(result))).contains("not offered").contains("no referrers API");
    }

    @Test
    void anEvenNumberOfWindowsHasAMedianBetweenThem() {
        assertThat(Result.median(4, 1, 2, 3)).isEqualTo(2.5);
    }

    private static Window window(long operations, long max) {
        return new Window(
                operations, Duration.ofSeconds(5), new Latency(1_000_000, 2_000_000, 3_000_000, max), 0, null);
    }
}
