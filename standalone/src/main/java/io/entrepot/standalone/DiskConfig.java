package io.entrepot.standalone;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How much of the disk the registry leaves alone. */
@ConfigMapping(prefix = "entrepot.disk")
public interface DiskConfig {

    /**
     * With less free than this, pushes are refused; pulls go on. Without it, 1 GiB, or a twentieth of the disk where
     * that is less.
     */
    Optional<MemorySize> reserve();
}
