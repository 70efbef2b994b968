package io.entrepot.auth.key.pg;

import io.entrepot.auth.key.KeySeal;
import io.entrepot.auth.key.KeyStore;
import io.entrepot.auth.key.SigningKey;
import io.entrepot.kit.db.Database;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys in rows, sealed before they leave the process. */
@ApplicationScoped
class PgKeyStore implements KeyStore {
    private static final String ALL = "SELECT kid, public_key, private_key, created_at, signs_from FROM signing_key";
    private static final String ADD = "INSERT INTO signing_key VALUES ($1, $2, $3, $4, $5)";
    private static final String REMOVE = "DELETE FROM signing_key WHERE kid = $1";

    private final Database database;
    private final Instance<KeySeal> seal;

    /** The seal is looked for with the first key: while nobody has to log in there may be none. */
    PgKeyStore(@Identifier("auth") Database database, Instance<KeySeal> seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Future<List<SigningKey>> all() {
        return database.query(ALL, Tuple.tuple()).map(rows -> {
            var keys = new ArrayList<SigningKey>(rows.size());
            rows.forEach(row -> keys.add(key(row)));
            return keys;
        });
    }

    @Override
    public Future<Void> add(SigningKey key) {
        var encoded = Objects.requireNonNull(key.privateKey()).getEncoded();
        return database.query(
                        ADD,
                        Tuple.of(
                                key.kid(),
                                Buffer.buffer(key.publicKey().getEncoded()),
                                Buffer.buffer(seal.get().seal(encoded, key.kid())),
                                key.createdAt().atOffset(ZoneOffset.UTC),
                                key.signsFrom().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    @Override
    public Future<Void> remove(String kid) {
        return database.query(REMOVE, Tuple.of(kid)).mapEmpty();
    }

    private SigningKey key(Row row) {
        try {
            var kid = row.getString(0);
            var factory = KeyFactory.getInstance("EC");
            return new SigningKey(
                    kid,
                    (ECPublicKey) factory.generatePublic(
                            new X509EncodedKeySpec(row.getBuffer(1).getBytes())),
                    privateKey(factory, row.getBuffer(2).getBytes(), kid),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getOffsetDateTime(4).toInstant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key in the database is damaged", e);
        }
    }

    private @Nullable PrivateKey privateKey(KeyFactory factory, byte[] sealed, String kid)
            throws GeneralSecurityException {
        var opened = seal.get().open(sealed, kid);
        return opened == null ? null : factory.generatePrivate(new PKCS8EncodedKeySpec(opened));
    }
}
