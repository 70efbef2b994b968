package io.entrepot.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutageTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "53100, true",
        "57P01, true",
        "57014, true",
        "58P01, true",
        "25006, true",
        "25P03, true",
        "55P03, true",
        "23505, false",
        "40P01, false",
        "22021, false",
        "42P01, false"
    })
    void knowsWhichErrorsOfTheDatabasePass(String state, boolean outage) {
        assertThat(Outage.of(new PgException("message", "ERROR", state, "detail")) != null)
                .isEqualTo(outage);
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new ConnectException("refused"),
                new SocketException("reset"),
                new TimeoutException(),
                ClosedConnectionException.INSTANCE,
                new ConnectionPoolTooBusyException("full"),
                new IOException("No space left on device"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void knowsBrokenConnectionsAndFullDisks(Throwable failure) {
        assertThat(Outage.of(failure)).isNotBlank();
    }

    @Test
    void takesNoOtherFailureForOne() {
        assertThat(Outage.of(new IllegalStateException())).isNull();
        assertThat(Outage.of(new IOException("bad file"))).isNull();
        assertThat(Outage.of(new HttpClosedException("the client went away"))).isNull();
    }
}
