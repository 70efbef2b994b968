package io.entrepot.auth.secret;

import java.security.SecureRandom;

/** Text that nobody guesses, of characters that nobody confuses and no shell minds. */
public final class RandomText {
    /** 32 of them: five bits each. */
    private static final String CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static String ofLength(int length) {
        return RANDOM.ints(length, 0, CHARACTERS.length())
                .collect(
                        StringBuilder::new,
                        (text, index) -> text.append(CHARACTERS.charAt(index)),
                        StringBuilder::append)
                .toString();
    }
}
