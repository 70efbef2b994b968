package io.entrepot.bench;

import java.io.IOException;

/** The registry does not have what a row measures; that is no failure of the run. */
final class NotOffered extends IOException {
    private final String what;

    NotOffered(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
