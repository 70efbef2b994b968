package io.entrepot.blob.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.OciException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {
    @ParameterizedTest
    @CsvSource({
        "0-0, 0, 0, 1",
        "0-99, 0, 99, 100",
        "100-199, 100, 199, 100",
        "bytes 0-99/1000, 0, 99, 100",
        "bytes 0-99/*, 0, 99, 100",
        "0-999999999999999998, 0, 999999999999999998, 999999999999999999"
    })
    void readsBothForms(String header, long start, long end, long length) {
        var range = Objects.requireNonNull(ContentRange.parse(header));
        assertThat(range).isEqualTo(new ContentRange(start, end));
        assertThat(range.length()).isEqualTo(length);
    }

    @Test
    void isAbsentWithoutAHeader() {
        assertThat(ContentRange.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "0",
                "0-",
                "-5",
                "5-4",
                "500-0",
                "a-b",
                "0x0-1",
                "+0-1",
                "0--1",
                " 0-1",
                "0-1 ",
                "bytes=0-1",
                "bytes */100",
                "0-1-2",
                "٠-١",
                "0-9999999999999999999",
                "99999999999999999999-5"
            })
    void refusesMalformedOnesWith416(String header) {
        assertThatThrownBy(() -> ContentRange.parse(header))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.status()).isEqualTo(416));
    }
}
