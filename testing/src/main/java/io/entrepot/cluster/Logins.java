package io.entrepot.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What logging in needs, made by the first start and kept: the password of {@code admin}, and the secret of the signing keys. */
public record Logins(Path passwordFile, String password, boolean isNew, Path keyFile) {
    static Logins in(Path home) throws IOException {
        var passwordFile = home.resolve("admin-password");
        var keyFile = home.resolve("identity.key");
        var isNew = !Files.exists(passwordFile);
        if (isNew) {
            SecretFile.write(passwordFile, SecretFile.secret());
        }
        if (!Files.exists(keyFile)) {
            SecretFile.write(keyFile, SecretFile.secret());
        }
        return new Logins(passwordFile, Files.readString(passwordFile), isNew, keyFile);
    }

    Map<String, String> settings() {
        return Map.of(
                "ENTREPOT_IDENTITY_ADMIN_PASSWORD_FILE", passwordFile.toString(),
                "ENTREPOT_IDENTITY_KEY_FILE", keyFile.toString());
    }

    /** Without the password: this may end up in a log. */
    @Override
    public String toString() {
        return "logins of " + passwordFile;
    }
}
