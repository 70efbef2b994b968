package io.entrepot.kit.internal;

import io.entrepot.kit.upstream.ServiceName;
import org.jspecify.annotations.Nullable;

/** How services prove to each other which one they are. */
public interface Credential {
    /** Whether there are others. Without, no path of this process is for them. */
    boolean hasPeers();

    /** What proves to that service which one this is, as the value of {@code Authorization}; null without peers. */
    @Nullable
    String authorization(ServiceName service);

    /** The service that shows this; null for whoever is none. To be asked for each call. */
    @Nullable
    ServiceName caller(String authorization);
}
