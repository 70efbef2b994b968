package io.entrepot.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;

/** Something the registry has confirmed, small enough to be remembered by the thousand, that must be there ever after. */
sealed interface Pushed {
    void assertThere(OciClient client);

    /** A blob; its bytes can be made again. */
    record OneBlob(String repository, String digest) implements Pushed {
        @Override
        public void assertThere(OciClient client) {
            var pulled = client.blob(repository, digest);
            assertThat(pulled.statusCode()).as(this::toString).isEqualTo(200);
            assertThat(Blob.digest("sha256", pulled.body())).isEqualTo(digest);
        }
    }

    /** A manifest under a tag that is never moved. */
    record Tagged(String repository, String tag, String digest) implements Pushed {
        @Override
        public void assertThere(OciClient client) {
            var pulled = client.manifest(repository, tag);
            assertThat(pulled.statusCode()).as(this::toString).isEqualTo(200);
            assertThat(Blob.digest("sha256", pulled.body())).as(this::toString).isEqualTo(digest);
        }
    }

    /** A tag that was deleted and is never pushed again. */
    record Deleted(String repository, String tag) implements Pushed {
        @Override
        public void assertThere(OciClient client) {
            assertThat(client.manifest(repository, tag).statusCode())
                    .as(this::toString)
                    .isEqualTo(404);
        }
    }
}
