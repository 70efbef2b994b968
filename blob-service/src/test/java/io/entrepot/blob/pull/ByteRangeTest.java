package io.entrepot.blob.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.OciException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 1_000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-499, 0, 499",
        "bytes=500-, 500, 999",
        "bytes=0-, 0, 999",
        "bytes=999-999, 999, 999",
        "bytes=-1, 999, 999",
        "bytes=-1000, 0, 999",
        "bytes=-5000, 0, 999",
        "bytes=500-5000, 500, 999",
        "bytes=0-99999999999999999999999, 0, 999",
        "bytes=-99999999999999999999999, 0, 999",
        "bytes= 5-6 , 5, 6"
    })
    void readsASingleRange(String header, long start, long end) {
        assertThat(ByteRange.parse(header, SIZE)).containsExactly(new ByteRange(start, end));
    }

    @Test
    void readsSeveralInTheirOrder() {
        assertThat(ByteRange.parse("bytes=500-599, 0-9,-1", SIZE))
                .containsExactly(new ByteRange(500, 599), new ByteRange(0, 9), new ByteRange(999, 999));
    }

    @Test
    void leavesOutWhatLiesBehindTheEnd() {
        assertThat(ByteRange.parse("bytes=0-9,1000-1001,5000-", SIZE)).containsExactly(new ByteRange(0, 9));
    }

    @Test
    void leavesOtherUnitsToTheWholeBlob() {
        assertThat(ByteRange.parse("lines=0-9", SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=a",
                "bytes=a-b",
                "bytes=-",
                "bytes=--1",
                "bytes=1",
                "bytes=500-0",
                "bytes=1-0",
                "bytes=0-1-2",
                "bytes=+1-2",
                "bytes=0x1-2",
                "bytes=1000-",
                "bytes=1000-1001",
                "bytes=-0",
                "bytes=99999999999999999999-5",
                "bytes=99999999999999999999-",
                "bytes=0-9,x",
                "bytes=0 - 9",
                "bytes=٠-١"
            })
    void answers416ToWhatIsMalformedOrBehindTheEnd(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, SIZE)).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.status()).isEqualTo(416);
            assertThat(refused.headers()).containsEntry("Content-Range", "bytes */1000");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-1", "bytes=0-0"})
    void findsNoRangeInAnEmptyBlob(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, 0))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.status()).isEqualTo(416));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-9,9-10", "bytes=0-,5-6", "bytes=5-6,0-", "bytes=0-9,0-9", "bytes=0-999,-1"})
    void answers400ToOverlaps(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, SIZE))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void takesAThousandAndTwentyFourAndNotOneMore() {
        assertThat(ByteRange.parse(header(1_024), 10_000)).hasSize(1_024);
        for (var more : List.of(1_025, 1_026, 4_000)) {
            assertThatThrownBy(() -> ByteRange.parse(header(more), 10_000))
                    .isInstanceOfSatisfying(
                            OciException.class,
                            refused -> assertThat(refused.status()).isEqualTo(400));
        }
    }

    private static String header(int ranges) {
        return IntStream.range(0, ranges)
                .mapToObj(i -> 2 * i + "-" + 2 * i)
                .collect(Collectors.joining(",", "bytes=", ""));
    }

    @Test
    void saysWhatPartOfTheWholeItIs() {
        var range = new ByteRange(5, 9);
        assertThat(range.length()).isEqualTo(5);
        assertThat(range.contentRange(SIZE)).isEqualTo("bytes 5-9/1000");
    }
}
