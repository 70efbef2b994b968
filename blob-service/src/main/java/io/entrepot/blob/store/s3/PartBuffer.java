package io.entrepot.blob.store.s3;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a part, in the pieces they came in. */
final class PartBuffer {
    private final int capacity;
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private int length;

    PartBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Takes as many bytes behind the offset as there is room for, and tells how many. */
    @SuppressWarnings("deprecation") // the bytes as they are, without the copy that getBytes() makes
    int add(Buffer bytes, int offset) {
        var count = Math.min(bytes.length() - offset, capacity - length);
        pieces.add(bytes.slice(offset, offset + count).getByteBuf().nioBuffer());
        length += count;
        return count;
    }

    int capacity() {
        return capacity;
    }

    int length() {
        return length;
    }

    boolean isFull() {
        return length == capacity;
    }

    /** What was taken so far; what is taken later doesn't show in it. */
    ByteBuffer[] bytes() {
        return pieces.toArray(ByteBuffer[]::new);
    }
}
