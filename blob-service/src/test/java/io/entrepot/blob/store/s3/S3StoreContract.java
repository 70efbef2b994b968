package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobStoreContract;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store promises besides, with a server that speaks S3. */
abstract class S3StoreContract extends BlobStoreContract {
    private static final int PART = PartPlan.FIRST_SIZE;
    private static final Vertx VERTX = Vertx.vertx();

    @SuppressWarnings("NullAway.Init") // set before each test
    private BlobStore store;

    /** Where the server is. */
    protected abstract URI server();

    protected abstract String bucket();

    @BeforeEach
    void open() {
        store = new S3Connection()
                .open(VERTX, S3Settings.of(server(), bucket(), "registry/" + UUID.randomUUID() + "/"));
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    @Override
    protected BlobStore store() {
        return store;
    }

    private static Buffer random(int length, int seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private Draft written(StorageKey key, int writer, Draft from, Buffer bytes, boolean last) {
        var sink = await(store.open(key, writer, from));
        writeInPieces(sink, bytes);
        var draft = await(last ? sink.end() : sink.sync());
        sink.close();
        return draft;
    }

    private static void writeInPieces(BlobSink sink, Buffer bytes) {
        for (var at = 0; at < bytes.length(); at += 100_000) {
            await(sink.write(bytes.slice(at, Math.min(bytes.length(), at + 100_000))));
        }
    }

    private Buffer content(Draft draft) {
        var object = await(store.seal(draft));
        return await(await(store.read(object.key(), draft.length())).read(0, (int) draft.length()));
    }

    @Test
    void storesPartsAndATail() {
        var key = Sample.key();
        var bytes = random(3 * PART + 12_345, 1);
        var draft = written(key, 1, Draft.empty(key), bytes, false);
        assertThat(content(draft)).isEqualTo(bytes);
    }

    @Test
    void storesPartsOfWhichTheLastIsShort() {
        var key = Sample.key();
        var bytes = random(2 * PART + 1, 2);
        var draft = written(key, 1, Draft.empty(key), bytes, true);
        assertThat(Pieces.of(draft).tail()).isNull();
        assertThat(content(draft)).isEqualTo(bytes);
    }

    @Test
    void storesExactlyFilledParts() {
        var key = Sample.key();
        var bytes = random(2 * PART, 3);
        var draft = written(key, 1, Draft.empty(key), bytes, false);
        assertThat(Pieces.of(draft).tail()).isNull();
        assertThat(content(draft)).isEqualTo(bytes);
    }

    @Test
    void goesOnWithPartsAndTails() {
        var key = Sample.key();
        var bytes = random(4 * PART + 77, 4);
        var ends = new int[] {1_000, PART - 1, PART + 5, 3 * PART, bytes.length()};
        var draft = Draft.empty(key);
        for (var i = 0; i < ends.length; i++) {
            draft = written(key, i + 1, draft, bytes.slice((int) draft.length(), ends[i]), false);
        }
        assertThat(content(draft)).isEqualTo(bytes);
    }

    @Test
    void goesOnBesideAnOldWriterThatStillSends() {
        var key = Sample.key();
        var bytes = random(4 * PART + 5, 5);
        var other = random(3 * PART, 6);
        var old = await(store.open(key, 1, Draft.empty(key)));
        writeInPieces(old, bytes.slice(0, PART + 10));
        var draft = await(old.sync());
        var next = await(store.open(Sample.key(), 2, draft));
        writeInPieces(old, other);
        writeInPieces(next, bytes.slice(PART + 10, bytes.length()));
        await(old.sync());
        old.close();
        var end = await(next.end());
        next.close();
        assertThat(content(end)).isEqualTo(bytes);
    }

    @Test
    void sealsAMultipartUploadAgain() {
        var key = Sample.key();
        var bytes = random(PART + 100, 7);
        var draft = written(key, 1, Draft.empty(key), bytes, false);
        var first = await(store.seal(draft));
        assertThat(first.superseded()).hasSize(1);
        assertThat(await(store.seal(draft)).key()).isEqualTo(first.key());
        assertThat(content(draft)).isEqualTo(bytes);
    }

    @Test
    void listsAndAbandonsWhatIsUnfinished() {
        var key = Sample.key();
        written(key, 1, Draft.empty(key), random(PART + 100, 8), false);
        assertThat(await(store.days())).containsExactly(key.day());
        assertThat(await(store.keys(key.day(), "", 10))).hasSize(2);
        await(store.abandon(key));
        assertThat(await(store.keys(key.day(), "", 10))).isEmpty();
        assertThat(await(store.days())).isEmpty();
    }
}
