package io.entrepot.bench;

import java.io.IOException;
import java.time.Duration;

/** A row made ready on one registry; it can be run again and again. */
interface Load {
    /** Which client drives it. */
    String client();

    Window run(Duration length) throws IOException, InterruptedException;

    /** Called once after the last window: checks what the windows left behind. */
    default void verify() throws IOException {}
}
