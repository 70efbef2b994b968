package io.entrepot.kit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.OciError;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DoubtingWriterTest {
    private final AtomicLong tenure = new AtomicLong(1);
    private final AtomicLong now = new AtomicLong();
    private final DoubtingWriter writer = new DoubtingWriter(tenure::get, now::get);

    @Test
    void isAsSureAsTheLockWithoutDoubts() {
        assertThat(writer.tenure()).isEqualTo(1);
        tenure.set(0);
        assertThat(writer.tenure()).isZero();
    }

    @Test
    void hasNoTenureForAMinuteAfterADoubtAndANewOneThen() {
        writer.doubt();
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(writer.tenure()).isZero();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(writer.tenure()).isNotIn(0L, 1L);
    }

    @Test
    void doubtsOnlyWhatNobodyRefused() {
        writer.failed(new PgException("refused", "ERROR", "23505", "duplicate"));
        writer.failed(OciError.BLOB_UNKNOWN.because("none"));
        assertThat(writer.tenure()).isEqualTo(1);
        writer.failed(new TimeoutException());
        assertThat(writer.tenure()).isZero();
    }
}
