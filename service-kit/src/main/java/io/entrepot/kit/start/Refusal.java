package io.entrepot.kit.start;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The registry can't do what it was asked, for a reason the person can act on: one line, no stack trace. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String DISK_FULL = "No space left on device";

    public Refusal(String line) {
        super(line, null, false, false);
    }

    /** What to say when reading or writing {@code path} failed. */
    public static Refusal of(Path path, IOException failure) {
        var reason = String.valueOf(failure.getMessage());
        if (reason.contains(DISK_FULL)) {
            return diskFull(path);
        }
        if (failure instanceof AccessDeniedException || reason.contains("Permission denied")) {
            return new Refusal(path + " is not writable by this user");
        }
        return new Refusal(path + " can't be used: " + why(failure));
    }

    private static String why(IOException failure) {
        var name = failure.getClass().getSimpleName();
        if (failure instanceof FileSystemException aboutFile) {
            return aboutFile.getReason() == null ? name + " " + aboutFile.getFile() : aboutFile.getReason();
        }
        return failure.getMessage() + " (" + name + ")";
    }

    public static Refusal diskFull(Path path) {
        return new Refusal("The disk that holds " + path + " is full: make room and start again");
    }

    /** Whether a line of another program's log says that the disk is full. */
    public static boolean saysDiskFull(String logLine) {
        return logLine.contains(DISK_FULL);
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
