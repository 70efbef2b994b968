package io.entrepot.testing.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * What goes to the server as it is.
 *
 * @param wire one character for each byte
 * @param complete whether a server has all it needs to answer; else it may also just close
 */
record RandomRequest(String wire, boolean complete) {
    byte[] bytes() {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As it can be read in a test report, not longer than a screen. */
    @Override
    public String toString() {
        var text = wire.length() > 2_000 ? wire.substring(0, 2_000) + "… (" + wire.length() + " bytes)" : wire;
        return text.replaceAll("[^\\x20-\\x7e\\n]", ".");
    }
}
