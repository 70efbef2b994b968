package io.entrepot.kit.readonly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether the registry only serves what it has. */
@ConfigMapping(prefix = "entrepot.read-only")
public interface ReadOnlyConfig {
    /** Pushes and deletes get 503; pulls go on. */
    @WithDefault("false")
    boolean enabled();

    /** What those are told who want to push. */
    @WithDefault("the registry is read-only at the moment")
    String reason();
}
