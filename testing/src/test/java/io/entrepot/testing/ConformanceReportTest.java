package io.entrepot.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceReportTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void passesWhenAllChecksHavePassed() throws IOException {
        var report = read("""
                <testsuites tests="2"><testsuite name="all">
                  <testcase name="ping" status="passed"/><testcase name="push" status="passed"/>
                </testsuite></testsuites>""");

        assertThat(report.passed()).isTrue();
        assertThat(report.run()).isEqualTo(2);
        assertThat(report.complaints()).isEmpty();
    }

    @Test
    void namesFailedAndSkippedChecksWithTheirReason() throws IOException {
        var report = read("""
                <testsuites tests="4" errors="1" failures="1" skipped="1"><testsuite name="all">
                  <testcase name="ping" status="passed"/>
                  <testcase name="push" status="failure"><system-out>status 500</system-out></testcase>
                  <testcase name="pull" status="error"/>
                  <testcase name="mount" status="skipped"><system-out>status 202</system-out></testcase>
                </testsuite></testsuites>""");

        assertThat(report.passed()).isFalse();
        assertThat(report.run()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.complaints())
                .containsExactly("failure  push\n    status 500", "error  pull", "skipped  mount\n    status 202");
    }

    @Test
    void aDisabledCheckIsASkippedOne() throws IOException {
        assertThat(read("<testsuites tests=\"5\" disabled=\"1\"/>").passed()).isFalse();
    }

    @Test
    void nothingRunIsNotPassed() throws IOException {
        assertThat(read("<testsuites/>").passed()).isFalse();
    }

    @Test
    void aBrokenReportIsRefused() {
        assertThatThrownBy(() -> read("<testsuites tests=\"5\"")).isInstanceOf(IOException.class);
    }

    @Test
    void aMissingReportIsRefused() {
        assertThatThrownBy(() -> ConformanceReport.read(directory.resolve("junit.xml")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("left no junit.xml");
    }

    private ConformanceReport read(String xml) throws IOException {
        return ConformanceReport.read(Files.writeString(directory.resolve("junit.xml"), xml));
    }
}
