package io.entrepot.blob.pull;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.kit.http.RegistryRoutes;

/** The routes of pulls without the framework. */
public final class PlainPulls {
    private PlainPulls() {}

    public static RegistryRoutes of(RepositoryBlobs blobs, boolean redirect) {
        return new BlobRoutes(blobs, () -> redirect);
    }
}
