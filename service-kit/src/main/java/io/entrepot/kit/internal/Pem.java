package io.entrepot.kit.internal;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Keys of the curve P-256 as OpenSSL writes them (RFC 7468). For anything else an {@link IllegalArgumentException} says why not. */
final class Pem {
    private static final String CURVE = "secp256r1";

    private Pem() {}

    static PrivateKey privateKey(String text) {
        var blocks = blocks(text, "PRIVATE KEY");
        if (blocks.size() != 1) {
            throw new IllegalArgumentException("must hold one PRIVATE KEY");
        }
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst()));
            requireCurve((ECKey) key);
            return key;
        } catch (GeneralSecurityException malformed) {
            throw noSuchKey();
        }
    }

    static List<PublicKey> publicKeys(String text) {
        var blocks = blocks(text, "PUBLIC KEY");
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("must hold a PUBLIC KEY");
        }
        try {
            var keys = new ArrayList<PublicKey>();
            for (var block : blocks) {
                var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(block));
                requireCurve((ECKey) key);
                keys.add(key);
            }
            return keys;
        } catch (GeneralSecurityException malformed) {
            throw noSuchKey();
        }
    }

    private static List<byte[]> blocks(String text, String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text)
                .results()
                .map(block -> Base64.getMimeDecoder().decode(block.group(1)))
                .toList();
    }

    private static void requireCurve(ECKey key) throws GeneralSecurityException {
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(CURVE));
        if (!key.getParams()
                .getCurve()
                .equals(curve.getParameterSpec(ECParameterSpec.class).getCurve())) {
            throw noSuchKey();
        }
    }

    private static IllegalArgumentException noSuchKey() {
        return new IllegalArgumentException("must hold keys of the curve P-256");
    }
}
