package io.entrepot.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private final Probed probe = new Probed();
    private final List<String> addresses = new ArrayList<>(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"));
    private final Upstream upstream =
            new Upstream(ServiceName.BLOB, List.of(new BaseUrl("blob-service", 5001)), this::resolved, probe);

    @Test
    void eachAddressOfANameIsAReplica() {
        upstream.resolve();

        assertThat(Stream.generate(this::chosen).limit(3))
                .containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void idleReplicasAreChosenInTurn() {
        upstream.resolve();

        assertThat(Stream.generate(this::chosenAndReleased).limit(6))
                .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void theReplicaWithLeastToDoIsChosen() {
        upstream.resolve();
        chosen();
        var second = Objects.requireNonNull(upstream.choose());
        chosen();
        second.release();

        assertThat(chosen()).isEqualTo("10.0.0.2");
    }

    @Test
    void aReplicaInDoubtIsChosenOnlyWhereThereIsNoOther() {
        upstream.resolve();
        Objects.requireNonNull(upstream.choose()).doubt("reset");
        Objects.requireNonNull(upstream.choose()).doubt("reset");

        assertThat(Stream.generate(this::chosen).limit(4)).containsOnly("10.0.0.3");
    }

    @Test
    void aReplicaInDoubtIsChosenWhereAllAre() {
        addresses.subList(1, 3).clear();
        upstream.resolve();
        Objects.requireNonNull(upstream.choose()).doubt("reset");

        assertThat(chosen()).isEqualTo("10.0.0.1");
    }

    @Test
    void noneIsChosenWhereAllAreOut() {
        upstream.resolve();
        upstream.check();
        probe.answer(false);
        probe.answer(false);
        probe.answer(false);

        assertThat(upstream.choose()).isNull();
    }

    @Test
    void noneIsChosenBeforeTheNameIsKnown() {
        assertThat(upstream.choose()).isNull();
    }

    @Test
    void newAddressesJoinAndOldOnesLeave() {
        upstream.resolve();
        addresses.set(0, "10.0.0.9");
        upstream.resolve();

        assertThat(Stream.generate(this::chosen).limit(3))
                .containsExactlyInAnyOrder("10.0.0.9", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void aReplicaKeepsItsStandingWhenNamesAreResolvedAgain() {
        addresses.subList(1, 3).clear();
        upstream.resolve();
        upstream.check();
        probe.answer(false);
        upstream.resolve();

        assertThat(upstream.choose()).isNull();
    }

    @Test
    void theReplicasStayWhileTheNameCannotBeResolved() {
        upstream.resolve();
        addresses.clear();
        upstream.resolve();

        assertThat(Stream.generate(this::chosen).limit(3))
                .containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    private String chosen() {
        return Objects.requireNonNull(upstream.choose()).address().host();
    }

    private String chosenAndReleased() {
        var replica = Objects.requireNonNull(upstream.choose());
        replica.release();
        return replica.address().host();
    }

    private InetAddress[] resolved(String host) throws UnknownHostException {
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        var resolved = new ArrayList<InetAddress>();
        for (var address : addresses) {
            resolved.add(InetAddress.getByName(address));
        }
        return resolved.toArray(InetAddress[]::new);
    }
}
