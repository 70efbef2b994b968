package io.entrepot.kit.identity;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The public keys of a JSON Web Key Set (RFC 7517) that verify ES256, by their ids. */
final class KeySet {
    private KeySet() {}

    static Map<String, PublicKey> parse(JsonObject set) {
        var keys = new HashMap<String, PublicKey>();
        for (var entry : set.getJsonArray("keys")) {
            var key = (JsonObject) entry;
            if ("EC".equals(key.getString("kty")) && "P-256".equals(key.getString("crv"))) {
                keys.put(key.getString("kid"), key(coordinate(key, "x"), coordinate(key, "y")));
            }
        }
        return Map.copyOf(keys);
    }

    private static BigInteger coordinate(JsonObject key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.getString(name)));
    }

    private static PublicKey key(BigInteger x, BigInteger y) {
        try {
            var curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            var point = new ECPublicKeySpec(new ECPoint(x, y), curve.getParameterSpec(ECParameterSpec.class));
            return KeyFactory.getInstance("EC").generatePublic(point);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of P-256", e);
        }
    }
}
