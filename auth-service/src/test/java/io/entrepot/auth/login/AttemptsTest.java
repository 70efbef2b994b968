package io.entrepot.auth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final String STRANGER = "192.0.2.1";
    private static final String OWNER = "198.51.100.7";

    private long now = 1;
    private final Attempts attempts = new Attempts(() -> now);

    private void fail(int times, String name, String address) {
        for (var i = 0; i < times; i++) {
            attempts.begin(name, address);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void assertRefused(String name, String address) {
        assertThatThrownBy(() -> attempts.begin(name, address)).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.error()).isEqualTo(OciError.TOOMANYREQUESTS);
            assertThat(refused.headers()).containsKey("Retry-After");
        });
    }

    private void assertTaken(String name, String address) {
        assertThatCode(() -> attempts.begin(name, address)).doesNotThrowAnyException();
    }

    @Test
    void slowDownWhoGuessesOnePassword() {
        fail(5, "alice", STRANGER);
        assertRefused("alice", STRANGER);
        pass(Duration.ofSeconds(10));
        assertTaken("alice", STRANGER);
        assertRefused("alice", STRANGER);
    }

    @Test
    void sayHowLongToWait() {
        fail(5, "alice", STRANGER);
        pass(Duration.ofSeconds(4));
        assertThatThrownBy(() -> attempts.begin("alice", STRANGER))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.headers()).containsEntry("Retry-After", "6"));
    }

    @Test
    void leaveTheOwnerAtAnotherAddressAlone() {
        fail(5, "alice", STRANGER);
        assertTaken("alice", OWNER);
    }

    @Test
    void slowDownWhoTriesManyNames() {
        for (var i = 0; i < 60; i++) {
            attempts.begin("user" + i, STRANGER);
        }
        assertRefused("another", STRANGER);
        assertTaken("another", OWNER);
    }

    @Test
    void slowDownWhoGuessesFromManyAddressesButNotTheOwner() {
        attempts.begin("alice", OWNER);
        attempts.succeeded("alice", OWNER);
        for (var i = 0; i < 60; i++) {
            attempts.begin("alice", "192.0.2." + i);
        }
        assertRefused("alice", "192.0.2.200");
        assertTaken("alice", OWNER);
    }

    @Test
    void takeAWholeNetworkOfIpv6ForOneAddress() {
        fail(3, "alice", "2001:db8:1:2::1");
        fail(2, "alice", "2001:db8:1:2:ffff::2");
        assertRefused("alice", "2001:db8:1:2::3");
        assertTaken("alice", "2001:db8:1:3::1");
    }

    @Test
    void dontCountWhatWasRight() {
        for (var i = 0; i < 1_000; i++) {
            attempts.begin("alice", OWNER);
            attempts.succeeded("alice", OWNER);
        }
        assertTaken("alice", OWNER);
    }
}
