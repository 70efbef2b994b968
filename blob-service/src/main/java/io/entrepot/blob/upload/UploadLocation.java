package io.entrepot.blob.upload;

import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.RepositoryName;
import java.util.Map;

/** Where an upload and a blob are found, as {@code Location} says it, and how far an upload is, as {@code Range} does. */
final class UploadLocation {
    private UploadLocation() {}

    static String of(RepositoryName repository, String sessionName) {
        return "/v2/" + repository + "/blobs/uploads/" + sessionName;
    }

    static String of(RepositoryName repository, Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }

    /** Inclusive at both ends, so that nothing yet and one byte look the same. */
    static String range(long received) {
        return "0-" + Math.max(0, received - 1);
    }

    /** 416: the chunk doesn't start where the upload ends; says where that is. */
    static OciException misplaced(RepositoryName repository, String sessionName, long received) {
        return outOfPlace(
                "the chunk does not start where the upload ends, at byte ", repository, sessionName, received);
    }

    /** 416 as well: who asks again learns what became of the upload. */
    static OciException overtaken(RepositoryName repository, String sessionName, long received) {
        return outOfPlace("another request goes on with this upload, from byte ", repository, sessionName, received);
    }

    private static OciException outOfPlace(String why, RepositoryName repository, String sessionName, long received) {
        return OciError.BLOB_UPLOAD_INVALID
                .because(why + received)
                .with(Map.of("Location", of(repository, sessionName), "Range", range(received)));
    }
}
