package io.entrepot.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.Answers;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

/** An upload as its client sees it, from the answer to its POST on. */
final class OpenUpload {
    private final String repository;
    private final String session;
    private final Blob blob;
    private int confirmed;
    private boolean closing;

    OpenUpload(String repository, String session, Blob blob) {
        this.repository = repository;
        this.session = session;
        this.blob = blob;
    }

    /** Sends its next bytes, and remembers that they were confirmed once they are. */
    int append(OciClient client, int count) {
        var end = Math.min(blob.size(), confirmed + count);
        var status = client.append(session, confirmed, Arrays.copyOfRange(blob.bytes(), confirmed, end))
                .statusCode();
        if (status == 202) {
            confirmed = end;
        }
        return status;
    }

    /** Closes it with all the bytes that are still missing. */
    int close(OciClient client) {
        closing = true;
        return finish(client, confirmed);
    }

    boolean isComplete() {
        return confirmed == blob.size();
    }

    Pushed pushed() {
        return new Pushed.OneBlob(repository, blob.digest());
    }

    /** After the crash: it stands at no less than what was confirmed and goes on from there, or it was finished. */
    void assertNotStuck(OciClient client) {
        var asked = client.get(session);
        assertThat(asked.statusCode()).as(this::toString).isIn(204, 404);
        if (asked.statusCode() == 404) {
            assertThat(closing)
                    .as("only an upload that was being closed may be finished: " + this)
                    .isTrue();
            assertThat(client.finish(session, blob.digest()).statusCode())
                    .as(this::toString)
                    .isEqualTo(201);
        } else {
            var stands = offset(Answers.header(asked, "Range"));
            assertThat(stands).as(this::toString).isGreaterThanOrEqualTo(confirmed);
            assertThat(finish(client, stands)).as(this::toString).isEqualTo(201);
        }
        pushed().assertThere(client);
    }

    private int finish(OciClient client, int from) {
        var rest = Arrays.copyOfRange(blob.bytes(), from, blob.size());
        var body = BodyPublishers.ofByteArray(rest);
        return (rest.length == 0
                        ? client.finish(session, blob.digest())
                        : client.finish(session, blob.digest(), body, "Content-Range", from + "-" + (blob.size() - 1)))
                .statusCode();
    }

    /** {@code Range: 0-0} is said of a session with one byte and of one with none; nobody here ever sends one byte. */
    private static int offset(String range) {
        var last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        return last == 0 ? 0 : last + 1;
    }

    @Override
    public String toString() {
        return "upload of %s to %s, %d of %d bytes confirmed%s"
                .formatted(blob.digest(), session, confirmed, blob.size(), closing ? ", being closed" : "");
    }
}
