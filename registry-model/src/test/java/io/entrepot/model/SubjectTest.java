package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
    @ParameterizedTest
    @ValueSource(strings = {"user:alice", "robot:ci", "workload:repo:team/app", "anonymous"})
    void readsWhatItRenders(String text) {
        assertThat(Subject.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "user", "user:", ":alice", "USER:alice", "group:dev", "anonymous:x"})
    void knowsNoOtherForm(String text) {
        assertThat(Subject.parse(text)).isNull();
    }
}
