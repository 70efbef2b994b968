package io.entrepot.blob.store;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.blob.Sample;
import io.vertx.core.Future;
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
    private int writer = 1;

    /** The store under test; the same one for all of a test. */
    protected abstract BlobStore store();

    private static void write(BlobSink sink, String text) {
        await(sink.write(Buffer.buffer(text)));
    }

    private String content(StorageKey from, int size) {
        return await(await(store().read(from, size)).read(0, size)).toString();
    }

    private BlobSink begin(StorageKey target) {
        return await(store().open(target, 1, Draft.empty(target)));
    }

    /** Opens what a writer left in order. */
    private BlobSink goOn(Draft draft) {
        return await(store().open(draft.key(), ++writer, draft));
    }

    /** Opens what a writer may still be writing to. */
    private BlobSink takeOver(Draft draft) {
        return await(store().open(Sample.key(), ++writer, draft));
    }

    private Draft draft(BlobSink sink, String text) {
        write(sink, text);
        var draft = await(sink.sync());
        sink.close();
        return draft;
    }

    private StorageKey seal(Draft draft) {
        return await(store().seal(draft)).key();
    }

    private String sealedContent(Draft draft) {
        return content(seal(draft), (int) draft.length());
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
        var sink = begin(key);
        write(sink, "one ");
        write(sink, "two ");
        await(sink.sync());
        var draft = draft(sink, "three");
        assertThat(draft.length()).isEqualTo(13);
        assertThat(sealedContent(draft)).isEqualTo("one two three");
    }

    @Test
    void endsWithoutSyncing() {
        var sink = begin(key);
        write(sink, "hello");
        var draft = await(sink.end());
        sink.close();
        assertThat(sealedContent(draft)).isEqualTo("hello");
    }

    @Test
    void storesAnObjectWithoutAByte() {
        var sink = begin(key);
        var draft = await(sink.end());
        sink.close();
        assertThat(sealedContent(draft)).isEmpty();
    }

    @Test
    void sealsWhatIsSealedAlready() {
        var draft = draft(begin(key), "hello");
        assertThat(seal(draft)).isEqualTo(seal(draft));
        assertThat(sealedContent(draft)).isEqualTo("hello");
    }

    @Test
    void goesOnWhereTheLastWriterEnded() {
        var draft = draft(goOn(draft(begin(key), "hello ")), "world");
        assertThat(sealedContent(draft)).isEqualTo("hello world");
    }

    @Test
    void goesOnWithNothingToAdd() {
        var sink = goOn(draft(begin(key), "hello"));
        var draft = await(sink.end());
        sink.close();
        assertThat(sealedContent(draft)).isEqualTo("hello");
    }

    @Test
    void dropsWhatLiesBehindTheDraft() {
        var draft = draft(begin(key), "hello ");
        draft(goOn(draft), "nobody");
        assertThat(sealedContent(draft)).isEqualTo("hello ");
    }

    @Test
    void overwritesWhatLiesBehindTheDraft() {
        var draft = draft(begin(key), "hello ");
        draft(goOn(draft), "nobody");
        assertThat(sealedContent(draft(goOn(draft), "you"))).isEqualTo("hello you");
    }

    @Test
    void tellsWhatItWasOpenedWith() {
        var sink = goOn(draft(begin(key), "hello"));
        var again = draft(sink, " nobody");
        assertThat(sink.opened().length()).isEqualTo(5);
        assertThat(sink.superseded(sink.opened())).isNotNull();
        assertThat(again.length()).isEqualTo(12);
        await(Future.all(
                sink.superseded(sink.opened()).stream().map(store()::delete).toList()));
        assertThat(sealedContent(sink.opened())).isEqualTo("hello");
    }

    @Test
    void needsNothingThatItCallsSuperseded() {
        var sink = takeOver(draft(begin(key), "hello"));
        write(sink, ",");
        await(sink.sync());
        var draft = draft(sink, " world");
        await(Future.all(sink.superseded(draft).stream().map(store()::delete).toList()));
        var object = await(store().seal(draft));
        await(Future.all(object.superseded().stream().map(store()::delete).toList()));
        assertThat(content(object.key(), 12)).isEqualTo("hello, world");
    }

    @Test
    void keepsAnOldWriterOutOfTheNewObject() {
        var old = begin(key);
        write(old, "hello ");
        var draft = await(old.sync());
        var sink = takeOver(draft);
        write(old, "from the dead");
        write(sink, "world");
        var newer = await(sink.sync());
        write(old, "!");
        await(old.sync());
        old.close();
        await(Future.all(old.forsaken().stream().map(store()::delete).toList()));
        var end = draft(sink, "s");
        assertThat(sealedContent(end)).isEqualTo("hello worlds");
        assertThat(newer.length()).isEqualTo(11);
    }

    @Test
    void copiesNothingForAnObjectThatBeginsAnew() {
        draft(begin(key), "hello");
        var sink = takeOver(Draft.empty(key));
        var draft = await(sink.end());
        sink.close();
        assertThat(sealedContent(draft)).isEmpty();
    }

    private Draft abandoned(String text) {
        var draft = draft(begin(key), text);
        await(store().abandon(key));
        return draft;
    }

    private void tryToUse(BlobSink sink) {
        write(sink, "more");
        seal(await(sink.end()));
    }

    @Test
    void doesNotGoOnWithALostObject() {
        var draft = abandoned("hello");
        assertThatThrownBy(() -> tryToUse(goOn(draft))).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> tryToUse(takeOver(draft))).isInstanceOf(LostBlob.class);
    }

    @Test
    void doesNotSealALostObject() {
        var draft = abandoned("hello");
        assertThatThrownBy(() -> seal(draft)).isInstanceOf(LostBlob.class);
    }

    @Test
    void leavesNothingOfWhatIsAbandoned() {
        var draft = draft(begin(key), "hello ");
        draft(goOn(draft), "world");
        await(store().abandon(key));
        await(store().abandon(Sample.key()));
        assertThat(await(store().keys(key.day(), "", 10))).isEmpty();
    }

    @Test
    void readsAPart() {
        await(store().put(key, Buffer.buffer("hello world")));
        assertThat(await(await(store().read(key, 11)).read(4, 3))).hasToString("o w");
        assertThat(await(await(store().read(key, 11)).read(11, 0)).length()).isZero();
    }

    @Test
    void noticesAbsentAndTruncatedObjects() {
        assertThatThrownBy(() -> content(key, 5)).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> await(store().verify(key, 5))).isInstanceOf(LostBlob.class);
        await(store().put(key, Buffer.buffer("hell")));
        for (var size : List.of(3, 5)) {
            assertThatThrownBy(() -> content(key, size)).isInstanceOf(LostBlob.class);
            assertThatThrownBy(() -> await(store().verify(key, size))).isInstanceOf(LostBlob.class);
        }
        await(store().verify(key, 4));
    }

    @Test
    void deletesAndDoesNotMindWhatIsGone() {
        await(store().put(key, Buffer.buffer("hello")));
        await(store().delete(key));
        await(store().delete(key));
        await(store().delete(Sample.key()));
        assertThatThrownBy(() -> content(key, 5)).isInstanceOf(LostBlob.class);
    }

    private StorageKey on(String day) {
        return StorageKey.of(Instant.parse(day + "T12:00:00Z"), UUID.randomUUID(), 1);
    }

    @Test
    void listsTheDaysThatHaveObjects() {
        assertThat(await(store().days())).isEmpty();
        draft(begin(on("2026-01-02")), "a");
        await(store().put(on("2026-01-31"), Buffer.buffer("b")));
        assertThat(await(store().days())).containsExactlyInAnyOrder("20260102", "20260131");
    }

    @Test
    void listsTheKeysOfADayPageByPage() {
        var keys = IntStream.range(0, 25).mapToObj(i -> on("2026-01-02")).toList();
        keys.forEach(each -> await(store().put(each, Buffer.buffer("a"))));
        await(store().put(on("2026-01-03"), Buffer.buffer("b")));
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
