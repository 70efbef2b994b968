package io.entrepot.kit.testing;

import io.entrepot.kit.jws.Jws;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The keys of all services in files, so that a test can ask as any of them. */
public final class ServiceKeyFiles {
    private static final String PUBLIC_KEYS = "entrepot.internal.public-keys";

    private ServiceKeyFiles() {}

    /** The settings of the service of this name. */
    static Map<String, String> settings(String self) {
        try {
            var folder = Files.createTempDirectory("keys");
            var publicKeys = Files.createDirectory(folder.resolve("public"));
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            for (var service : List.of("gateway", "blob", "manifest", "auth")) {
                var pair = generator.generateKeyPair();
                write(
                        publicKeys.resolve(service + ".pem"),
                        "PUBLIC KEY",
                        pair.getPublic().getEncoded());
                write(folder.resolve(service), "PRIVATE KEY", pair.getPrivate().getEncoded());
            }
            return Map.of(
                    "entrepot.internal.key-file", folder.resolve(self).toString(), PUBLIC_KEYS, publicKeys.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String label, byte[] key) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(key)));
    }

    private static byte[] read(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----.*-----", ""));
    }

    /** What a service shows to another one. */
    public static String shown(String from, String to) {
        var publicKeys = Path.of(ConfigProvider.getConfig().getValue(PUBLIC_KEYS, String.class));
        var claims = new JsonObject()
                .put("aud", to)
                .put("exp", Instant.now().plusSeconds(60).getEpochSecond());
        try {
            var id = MessageDigest.getInstance("SHA-256").digest(read(publicKeys.resolve(from + ".pem")));
            var key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(read(publicKeys.resolveSibling(from))));
            return "Bearer "
                    + Jws.sign(claims, Base64.getUrlEncoder().withoutPadding().encodeToString(id), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
