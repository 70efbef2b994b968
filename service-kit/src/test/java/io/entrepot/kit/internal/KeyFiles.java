package io.entrepot.kit.internal;

import io.entrepot.kit.upstream.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** The files of services that know each other. */
record KeyFiles(Path folder) {
    static KeyPair pair(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair() {
        return pair("secp256r1");
    }

    static String pem(String label, byte[] encoded) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(encoded));
    }

    Path publicKeys() {
        return folder.resolve("public");
    }

    KeyFiles publish(ServiceName service, KeyPair... pairs) {
        var text = Arrays.stream(pairs)
                .map(pair -> pem("PUBLIC KEY", pair.getPublic().getEncoded()))
                .collect(Collectors.joining());
        write(publicKeys().resolve(service + ".pem"), text);
        return this;
    }

    Path own(KeyPair pair) {
        return write(
                folder.resolve("own.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    ServiceKeys of(KeyPair own) {
        try {
            return ServiceKeys.read(own(own), publicKeys());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
