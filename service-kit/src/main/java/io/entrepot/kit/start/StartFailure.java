package io.entrepot.kit.start;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds, in what the framework threw when the start failed, what the person can do something about. */
public final class StartFailure {

    private static final Pattern REQUIRED = Pattern.compile("^The config property (\\S+) is required but it could not");

    private StartFailure() {}

    /** Null where it is a fault of the program. */
    public static @Nullable Refusal refusal(Throwable failure, Function<Exception, Refusal> portTaken) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Refusal refusal -> {
                    return refusal;
                }
                case ConfigValidationException invalid -> {
                    return new Refusal(problems(invalid));
                }
                case QuarkusBindException taken -> {
                    return portTaken.apply(taken);
                }
                case BindException taken -> {
                    return portTaken.apply(taken);
                }
                case SQLException database -> {
                    return new Refusal("The database can't be used: " + firstLine(database));
                }
                default -> {}
            }
        }
        return null;
    }

    /** Says on standard error what ended the start of {@code what}: in one line where a person can help it. */
    public static void explain(String what, Throwable failure, @Nullable Refusal refusal) {
        if (refusal != null) {
            System.err.println("entrepot: " + refusal.line());
        } else {
            System.err.println("entrepot: the " + what + " could not start, and this is why:");
            failure.printStackTrace(); // the log may not have come up
        }
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("it gave no reason");
    }

    private static String problems(ConfigValidationException invalid) {
        var missing = new TreeSet<String>();
        var wrong = new LinkedHashSet<String>();
        for (var i = 0; i < invalid.getProblemCount(); i++) {
            var problem = invalid.getProblem(i).getMessage().replaceFirst("^[\\w.]+Exception: (SRCFG\\d+: )?", "");
            var required = REQUIRED.matcher(problem);
            if (required.find()) {
                missing.add(required.group(1));
            } else {
                wrong.add(problem);
            }
        }
        return Stream.of(
                        missing.isEmpty() ? "" : "Settings that are needed: " + String.join(", ", missing),
                        wrong.isEmpty() ? "" : "Settings that can't be used: " + String.join("; ", wrong))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }
}
