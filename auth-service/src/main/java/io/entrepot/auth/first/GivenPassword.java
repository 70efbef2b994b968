package io.entrepot.auth.first;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password that somebody put into a file. */
final class GivenPassword {
    private static final String KEY = "entrepot.identity.admin-password-file";
    private static final int SHORTEST = 8;

    private GivenPassword() {}

    static String read(Path file) {
        String password;
        try {
            password = Files.readString(file).strip();
        } catch (IOException failure) {
            throw new Refusal("The file of " + KEY + ", " + file + ", can't be read: "
                    + failure.getClass().getSimpleName());
        }
        if (password.length() < SHORTEST) {
            throw new Refusal("The file of " + KEY + ", " + file + ", must hold a password of at least " + SHORTEST
                    + " characters");
        }
        return password;
    }
}
