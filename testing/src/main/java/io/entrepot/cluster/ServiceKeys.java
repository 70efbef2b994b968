package io.entrepot.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** A key for each service, by which the others know it; made anew at each start. */
record ServiceKeys(Path publicKeys, Path privateKeys) {
    private static final int LINE = 64;

    static ServiceKeys in(Path home) throws IOException {
        var keys = new ServiceKeys(
                Files.createDirectories(home.resolve("keys/public")),
                Files.createDirectories(home.resolve("keys/private")));
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            for (var service : Service.values()) {
                var pair = generator.generateKeyPair();
                Files.writeString(
                        keys.publicKeys.resolve(service.label() + ".pem"),
                        pem("PUBLIC KEY", pair.getPublic().getEncoded()));
                SecretFile.write(
                        keys.privateKey(service),
                        pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve P-256", e);
        }
        return keys;
    }

    private static String pem(String label, byte[] key) {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, lines);
    }

    private Path privateKey(Service service) {
        return privateKeys.resolve(service.label() + ".pem");
    }

    Map<String, String> settings(Service service) {
        return Map.of(
                "ENTREPOT_INTERNAL_KEY_FILE", privateKey(service).toString(),
                "ENTREPOT_INTERNAL_PUBLIC_KEYS", publicKeys.toString());
    }
}
