package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has nothing to do with a request yet; {@code LimitsE2E} has the rest. */
class HeadDeadlineTest {
    private static final int LIMIT_SECONDS = 60;

    private final EmbeddedChannel channel = new EmbeddedChannel(new HeadDeadline(Duration.ofSeconds(LIMIT_SECONDS)));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void send(String text) {
        channel.writeOutbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    @Test
    void closesAfterTheBeginningOfAHead() {
        receive("GET / HTTP/1.1\r\n");

        pass(LIMIT_SECONDS);
        assertThat(channel.isOpen()).isTrue();
        pass(LIMIT_SECONDS);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void doesSoHoweverItTrickles() {
        for (var second = 0; second < 2 * LIMIT_SECONDS; second++) {
            receive("x");
            pass(1);
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leavesAloneWhereNothingCame() {
        pass(LIMIT_SECONDS);
        pass(LIMIT_SECONDS);
        pass(LIMIT_SECONDS);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void leavesAConnectionThatIsKeptAlone() {
        receive("GET / HTTP/1.1\r\n\r\n");
        send("HTTP/1.1 200 OK\r\n\r\n");

        pass(LIMIT_SECONDS);
        pass(LIMIT_SECONDS);
        pass(LIMIT_SECONDS);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void beginsAnewWithEachAnswer() {
        for (var request = 0; request < 10; request++) {
            receive("GET / HTTP/1.1\r\n\r\n");
            pass(LIMIT_SECONDS);
            send("HTTP/1.1 200 OK\r\n\r\n");
        }

        assertThat(channel.isOpen()).isTrue();
    }
}
