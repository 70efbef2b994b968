package io.entrepot.standalone;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds, in what the framework threw when the start failed, what the person can do something about. */
final class StartFailure {

    private StartFailure() {}

    /** Null where it is a fault of the program. */
    static @Nullable Refusal refusal(Throwable failure, @Nullable Future<?> database, Supplier<Refusal> portTaken) {
        // The configuration turns failures of its sources into text, so the database is asked first.
        if (database != null
                && database.state() == Future.State.FAILED
                && database.exceptionNow() instanceof Refusal refusal) {
            return refusal;
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof ConfigValidationException invalid) {
                return new Refusal("Settings that can't be used: " + problems(invalid));
            }
            if (cause instanceof QuarkusBindException) {
                return portTaken.get();
            }
        }
        return null;
    }

    private static String problems(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> invalid.getProblem(i).getMessage().replaceFirst("^[\\w.]+Exception: (SRCFG\\d+: )?", ""))
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
