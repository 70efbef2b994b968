package io.entrepot.kit.upstream;

import org.jspecify.annotations.Nullable;

/** What a probe shows to be answered. */
@FunctionalInterface
public interface ProbeCredential {
    /** The value of the {@code Authorization} header for a replica of this service; null where there is none to show. */
    @Nullable
    String authorization(ServiceName service);
}
