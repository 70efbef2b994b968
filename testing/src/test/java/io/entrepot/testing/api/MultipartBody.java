package io.entrepot.testing.api;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.Answers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@code multipart/byteranges} body taken apart. */
record MultipartBody(List<Part> parts) {
    /** One part: its {@code Content-Range}, and the digest of its bytes, which reads better in a failed comparison. */
    record Part(String range, int length, String digest) {
        static Part of(String range, byte[] bytes) {
            return new Part(range, bytes.length, Blob.digest("sha256", bytes));
        }
    }

    static MultipartBody of(HttpResponse<byte[]> answer) {
        var type = Answers.header(answer, "Content-Type");
        var boundary = "--" + type.substring(type.indexOf("boundary=") + "boundary=".length());
        var body = new String(answer.body(), StandardCharsets.ISO_8859_1);
        var parts = new ArrayList<Part>();
        var at = 0;
        while (body.startsWith(boundary + "\r\n", at)) {
            var headEnd = body.indexOf("\r\n\r\n", at);
            var range = body.substring(at, headEnd)
                    .lines()
                    .filter(line -> line.startsWith("Content-Range: "))
                    .map(line -> line.substring("Content-Range: ".length()))
                    .findFirst()
                    .orElseThrow();
            var first = Integer.parseInt(range.substring("bytes ".length(), range.indexOf('-')));
            var last = Integer.parseInt(range.substring(range.indexOf('-') + 1, range.indexOf('/')));
            var start = headEnd + 4;
            var end = start + last - first + 1;
            parts.add(Part.of(range, Arrays.copyOfRange(answer.body(), start, end)));
            at = end + "\r\n".length();
        }
        if (!body.substring(at).equals(boundary + "--\r\n")) {
            throw new AssertionError("the body does not end with its boundary");
        }
        return new MultipartBody(parts);
    }
}
