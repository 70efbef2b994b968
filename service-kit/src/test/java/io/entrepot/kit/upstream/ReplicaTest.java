package io.entrepot.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private final Probed probe = new Probed();
    private final Replica replica = replica(5001);
    private final Replica other = replica(5002);

    @Test
    void isProbedAtOnceWhenItIsDoubted() {
        replica.doubt("connection refused");

        assertThat(probe.underWay()).isEqualTo(1);
    }

    @Test
    void isTheLastResortWhileItIsDoubted() {
        replica.doubt("connection reset");

        assertThat(other.isBetterThan(replica)).isTrue();
        assertThat(replica.takesRequests()).isTrue();
    }

    @Test
    void isLeftOutWhenTheProbeSaysSo() {
        replica.doubt("connection refused");
        probe.answer(false);

        assertThat(replica.takesRequests()).isFalse();
    }

    @Test
    void isTakenBackWhenTheProbeSaysSo() {
        replica.check();
        probe.answer(false);
        replica.check();
        probe.answer(true);

        assertThat(replica.takesRequests()).isTrue();
        assertThat(other.isBetterThan(replica)).isFalse();
    }

    @Test
    void isOnlyDoubtedWhenTheProbeGetsNoAnswer() {
        replica.check();
        probe.staySilent();

        assertThat(replica.takesRequests()).isTrue();
        assertThat(other.isBetterThan(replica)).isTrue();
    }

    @Test
    void staysOutWhileTheProbeGetsNoAnswer() {
        replica.check();
        probe.answer(false);
        replica.check();
        probe.staySilent();

        assertThat(replica.takesRequests()).isFalse();
    }

    @Test
    void isProbedAgainWhenTheAnswerIsOlderThanTheDoubt() {
        replica.check();
        replica.doubt("connection refused");
        probe.answer(true);

        assertThat(other.isBetterThan(replica)).isTrue();
        assertThat(probe.underWay()).isEqualTo(1);
    }

    @Test
    void isProbedOnceAtATime() {
        replica.doubt("connection refused");
        replica.doubt("connection refused");
        replica.check();

        assertThat(probe.underWay()).isEqualTo(1);
    }

    @Test
    void staysOutWhenItIsDoubtedToo() {
        replica.check();
        probe.answer(false);
        replica.doubt("connection refused");

        assertThat(replica.takesRequests()).isFalse();
    }

    private Replica replica(int port) {
        return new Replica(
                ServiceName.BLOB,
                new BaseUrl("blob-service", port),
                SocketAddress.inetSocketAddress(port, "10.0.0.1"),
                probe);
    }
}
