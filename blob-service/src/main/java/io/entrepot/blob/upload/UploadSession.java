package io.entrepot.blob.upload;

import io.entrepot.model.Algorithm;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Subject;
import java.time.Instant;
import java.util.UUID;

/** What the name of an upload session says: which one, whose, for which repository, announced with which algorithm, since when. */
public record UploadSession(UUID id, Subject owner, RepositoryName repository, Algorithm algorithm, Instant issued) {}
