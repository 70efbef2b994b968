package io.entrepot.bench;

import java.io.IOException;

/** The registry answered, but not what a correct one would have answered. */
final class WrongAnswer extends IOException {
    WrongAnswer(String message) {
        super(message);
    }
}
