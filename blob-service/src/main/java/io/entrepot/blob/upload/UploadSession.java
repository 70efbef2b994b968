package io.entrepot.blob.upload;

import io.entrepot.model.Algorithm;
import io.entrepot.model.RepositoryName;
import java.time.Instant;
import java.util.UUID;

/** What the name of an upload session says: who it is, for which repository, announced with which algorithm, since when. */
public record UploadSession(UUID id, RepositoryName repository, Algorithm algorithm, Instant issued) {}
