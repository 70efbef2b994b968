package io.entrepot.blob.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartPlanTest {
    private static final long GIB = 1L << 30;
    private static final int SMALLEST_ALLOWED = 5 << 20;

    /** One writer can use only every second number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hasRoomForTwoHundredGibibytes(int writer) {
        var bytes = 0L;
        for (var number = PartPlan.next(0, writer);
                number <= PartPlan.LAST_NUMBER;
                number = PartPlan.next(number, writer)) {
            bytes += PartPlan.size(number);
        }
        assertThat(bytes).isGreaterThanOrEqualTo(200 * GIB);
    }

    @Test
    void hasPartsThatAreAllowedAndGrow() {
        for (var number = 1; number <= PartPlan.LAST_NUMBER; number++) {
            assertThat(PartPlan.size(number))
                    .isBetween(SMALLEST_ALLOWED, PartPlan.LARGEST_SIZE)
                    .isGreaterThanOrEqualTo(PartPlan.size(number - 1));
        }
    }

    @Test
    void givesAWriterAndTheNextOneDifferentNumbers() {
        var numbers = new HashSet<Integer>();
        var oldNumber = 7;
        var newNumber = 7;
        for (var i = 0; i < 100; i++) {
            oldNumber = PartPlan.next(oldNumber, 3);
            newNumber = PartPlan.next(newNumber, 4);
            assertThat(numbers.add(oldNumber)).isTrue();
            assertThat(numbers.add(newNumber)).isTrue();
        }
    }

    @Test
    void wastesNoNumberOnWritersThatTakeTurns() {
        var number = 0;
        for (var writer = 1; writer <= 100; writer++) {
            number = PartPlan.next(number, writer);
        }
        assertThat(number).isEqualTo(100);
    }
}
