package io.entrepot.auth.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to be let do.
 *
 * @param pattern {@code team/app}, {@code team/*}, {@code team/**} or {@code **}
 * @param actions of {@code pull}, {@code push}, {@code delete} and {@code admin}
 */
public record NewPermission(
        @Nullable String pattern, @Nullable List<String> actions) {}
