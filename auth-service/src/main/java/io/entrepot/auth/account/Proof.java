package io.entrepot.auth.account;

import java.util.List;

/** What is kept of a secret, so that the secret itself need not be. */
public sealed interface Proof {
    /** A password, which people make up and which is therefore hashed at a cost. */
    record Password(String hash) implements Proof {}

    /** Secrets made by us: hashed by SHA-256, which is enough for what nobody can guess. Any of them is good. */
    record Secrets(List<byte[]> hashes) implements Proof {
        public Secrets {
            hashes = List.copyOf(hashes);
        }
    }
}
