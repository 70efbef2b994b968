package io.entrepot.bench;

import java.io.IOException;
import java.util.Optional;

/** Status line and headers of an answer, and how many bytes of body came after them. */
record Response(String head, long length) {

    int status() {
        return Integer.parseInt(head, 9, 12, 10);
    }

    /** Bytes of head and body, chunk sizes not counted. */
    long size() {
        return head.length() + 4 + length;
    }

    Optional<String> header(String name) {
        return header(head, name);
    }

    static Optional<String> header(String head, String name) {
        int line = head.indexOf("\r\n");
        while (line >= 0) {
            int start = line + 2;
            int colon = start + name.length();
            line = head.indexOf("\r\n", start);
            if (head.regionMatches(true, start, name, 0, name.length())
                    && colon < head.length()
                    && head.charAt(colon) == ':') {
                int end = line < 0 ? head.length() : line;
                return Optional.of(head.substring(colon + 1, end).strip());
            }
        }
        return Optional.empty();
    }

    Response expect(int status, String what) throws IOException {
        if (status() != status) {
            throw new WrongAnswer("%s: %d expected, %d received".formatted(what, status, status()));
        }
        return this;
    }
}
