package io.entrepot.blob.store;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.blob.Sample;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of blobs promises. */
public abstract class BlobStoreContract {
    private final StorageKey key = Sample.key();

    /** The store under test; the same one for all of a test. */
    protected abstract BlobStore store();

    private static void write(BlobSink sink, String text) {
        await(sink.write(Buffer.buffer(text)));
    }

    private String content(StorageKey from, int size) {
        return await(await(store().read(from, size)).read(0, size)).toString();
    }

    private BlobSink open(StorageKey target, StorageKey source, long offset) {
        return await(store().open(target, source, offset));
    }

    private void store(StorageKey target, String text) {
        var sink = open(target, target, 0);
        write(sink, text);
        await(sink.sync());
        sink.close();
    }

    @Test
    void putsAnObjectWhole() {
        await(store().put(key, Buffer.buffer("hello")));
        assertThat(content(key, 5)).isEqualTo("hello");
    }

    @Test
    void putsAnEmptyObject() {
        await(store().put(key, Buffer.buffer()));
        assertThat(content(key, 0)).isEmpty();
    }

    @Test
    void putsASliceOfALargerBuffer() {
        await(store().put(key, Buffer.buffer("hello world").slice(6, 11)));
        assertThat(content(key, 5)).isEqualTo("world");
    }

    @Test
    void appendsInOrder() {
        var sink = open(key, key, 0);
        write(sink, "one ");
        write(sink, "two ");
        await(sink.sync());
        write(sink, "three");
        await(sink.sync());
        sink.close();
        assertThat(content(key, 13)).isEqualTo("one two three");
    }

    @Test
    void goesOnWhereTheLastWriterEnded() {
        store(key, "hello ");
        var sink = open(key, key, 6);
        write(sink, "world");
        await(sink.sync());
        sink.close();
        assertThat(content(key, 11)).isEqualTo("hello world");
    }

    @Test
    void dropsWhatLiesBehindTheOffset() {
        store(key, "hello nobody");
        var sink = open(key, key, 6);
        write(sink, "you");
        await(sink.sync());
        sink.close();
        assertThat(content(key, 9)).isEqualTo("hello you");
    }

    @Test
    void keepsAnOldWriterOutOfTheNewObject() {
        var old = open(key, key, 0);
        write(old, "hello ");
        await(old.sync());
        var copy = Sample.key();
        var sink = open(copy, key, 6);
        write(old, "from the dead");
        write(sink, "world");
        await(sink.sync());
        sink.close();
        write(old, "!");
        old.close();
        assertThat(content(copy, 11)).isEqualTo("hello world");
    }

    @Test
    void copiesNothingForAnObjectThatBeginsAnew() {
        store(key, "hello");
        var other = Sample.key();
        var sink = open(other, key, 0);
        await(sink.sync());
        sink.close();
        assertThat(content(other, 0)).isEmpty();
    }

    @Test
    void doesNotGoOnWithALostObject() {
        assertThatThrownBy(() -> open(key, key, 1)).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> open(Sample.key(), Sample.key(), 1)).isInstanceOf(LostBlob.class);
    }

    @Test
    void doesNotGoOnWithATruncatedObject() {
        store(key, "hell");
        assertThatThrownBy(() -> open(key, key, 5)).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> open(Sample.key(), key, 5)).isInstanceOf(LostBlob.class);
    }

    @Test
    void readsAPart() {
        await(store().put(key, Buffer.buffer("hello world")));
        assertThat(await(await(store().read(key, 11)).read(4, 3))).hasToString("o w");
        assertThat(await(await(store().read(key, 11)).read(11, 0)).length()).isZero();
    }

    @Test
    void noticesAbsentAndTruncatedObjects() {
        assertThatThrownBy(() -> await(store().read(key, 5))).isInstanceOf(LostBlob.class);
        store(key, "hell");
        assertThatThrownBy(() -> await(store().read(key, 5))).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> await(store().read(key, 3))).isInstanceOf(LostBlob.class);
    }

    @Test
    void deletesAndDoesNotMindWhatIsGone() {
        store(key, "hello");
        await(store().delete(key));
        await(store().delete(key));
        await(store().delete(Sample.key()));
        assertThatThrownBy(() -> await(store().read(key, 5))).isInstanceOf(LostBlob.class);
    }

    private StorageKey on(String day) {
        return StorageKey.of(Instant.parse(day + "T12:00:00Z"), UUID.randomUUID(), 1);
    }

    @Test
    void listsTheDaysThatHaveObjects() {
        assertThat(await(store().days())).isEmpty();
        store(on("2026-01-02"), "a");
        await(store().put(on("2026-01-31"), Buffer.buffer("b")));
        assertThat(await(store().days())).containsExactlyInAnyOrder("20260102", "20260131");
    }

    @Test
    void listsTheKeysOfADayPageByPage() {
        var keys = IntStream.range(0, 25).mapToObj(i -> on("2026-01-02")).toList();
        keys.forEach(each -> store(each, "a"));
        store(on("2026-01-03"), "b");
        var listed = new ArrayList<StorageKey>();
        var page = await(store().keys("20260102", "", 10));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            listed.addAll(page);
            page = await(store().keys("20260102", listed.get(listed.size() - 1).value(), 10));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(listed).extracting(StorageKey::value).isSorted();
    }

    @Test
    void hasNoKeysOnADayWithoutObjects() {
        assertThat(await(store().keys("20200101", "", 10))).isEqualTo(List.of());
    }
}
