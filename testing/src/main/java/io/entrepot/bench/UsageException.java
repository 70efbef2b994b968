package io.entrepot.bench;

/** The command line asks for something that there isn't; the message says it to the person who typed it. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
