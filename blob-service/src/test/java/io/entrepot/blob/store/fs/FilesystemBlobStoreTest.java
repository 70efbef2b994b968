package io.entrepot.blob.store.fs;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.blob.Sample;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobStoreContract;
import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.LostBlob;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemBlobStoreTest extends BlobStoreContract {
    private record Config(Optional<Path> root, boolean sync, boolean shared) implements FilesystemConfig {}

    private static final BlobWorkers WORKERS = new BlobWorkers();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path root;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FilesystemBlobStore store;

    @BeforeEach
    void open() {
        root = folder.resolve("blobs");
        store = new FilesystemBlobStore(new Config(Optional.of(root), true, false), WORKERS);
    }

    @Override
    protected BlobStore store() {
        return store;
    }

    @Test
    void storesAnObjectAtTheNameOfItsKey() {
        var key = Sample.key();
        await(store.put(key, Buffer.buffer("hello")));
        assertThat(root.resolve(key.value())).hasContent("hello");
    }

    @Test
    void neverOverwritesAnObject() {
        var key = Sample.key();
        await(store.put(key, Buffer.buffer("hello")));
        assertThatThrownBy(() -> await(store.put(key, Buffer.buffer("other"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(root.resolve(key.value())).hasContent("hello");
    }

    @Test
    void doesNotGoOnWithATruncatedFile() {
        var key = Sample.key();
        await(store.put(key, Buffer.buffer("hell")));
        var draft = new Draft(key, 5, null);
        assertThatThrownBy(() -> await(store.open(key, 2, draft))).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> await(store.open(Sample.key(), 2, draft))).isInstanceOf(LostBlob.class);
        assertThatThrownBy(() -> await(store.seal(draft))).isInstanceOf(LostBlob.class);
    }

    @Test
    void takesNoStrangerInItsFolderForADay() throws IOException {
        Files.createDirectories(root.resolve("lost+found"));
        Files.createFile(root.resolve("20260101.txt"));
        Files.createFile(root.resolve("20260102"));
        Files.createDirectories(root.resolve("20260103"));
        assertThat(await(store.days())).containsExactly("20260103");
    }

    @Test
    void storesManyObjectsAtOnce() {
        var keys = IntStream.range(0, 200).mapToObj(i -> Sample.key()).toList();
        await(Future.all(keys.stream()
                .map(key -> store.put(key, Buffer.buffer(key.value())))
                .toList()));
        assertThat(keys).allSatisfy(key -> assertThat(root.resolve(key.value())).hasContent(key.value()));
    }

    @Test
    void storesWithoutSyncingWhereThatIsAllowed() {
        var hasty = new FilesystemBlobStore(new Config(Optional.of(root), false, false), WORKERS);
        var key = Sample.key();
        var sink = await(hasty.open(key, 1, Draft.empty(key)));
        await(sink.write(Buffer.buffer("hello")));
        await(sink.sync());
        sink.close();
        assertThat(root.resolve(key.value())).hasContent("hello");
    }
}
