package io.entrepot.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The one role of the embedded server and its password, which only the owner of the data directory can read. */
public record Credentials(String username, String password) {

    static final String USERNAME = "entrepot";

    static Credentials generate(Path file) throws IOException {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        FileTree.syncOne(file);
        return new Credentials(USERNAME, password);
    }

    static Credentials read(Path file) throws IOException {
        return new Credentials(USERNAME, Files.readString(file).strip());
    }

    @Override
    public String toString() {
        return username;
    }
}
