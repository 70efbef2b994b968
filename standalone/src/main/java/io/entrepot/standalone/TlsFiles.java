package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What TLS is made of, in PEM: the chain of certificates and its key, and those that sign the certificates of clients, if
 * clients are to have some.
 */
record TlsFiles(Path certificate, Path key, @Nullable Path clientAuthority) {

    /** Under this name the framework knows what is in them. */
    static final String CONFIGURATION = "entrepot";

    /** What is in them at this moment; equal as long as nothing has changed. */
    List<Buffer> read() {
        return Stream.of(certificate, key, clientAuthority)
                .filter(file -> file != null)
                .map(TlsFiles::read)
                .toList();
    }

    private static Buffer read(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw Files.exists(file)
                    ? new Refusal(file + " can't be read by this user")
                    : new Refusal("There is no file " + file);
        }
    }

    /**
     * Refuses a content that no client could be served with; one whose files are just being replaced is such.
     *
     * @return the certificate that clients will see, which may have expired
     */
    X509Certificate check(List<Buffer> content) {
        if (content.get(1).toString(StandardCharsets.ISO_8859_1).contains("ENCRYPTED")) {
            throw new Refusal(key + " is encrypted; it must be there without a passphrase");
        }
        try {
            var pem = new PemKeyCertOptions().addCertValue(content.get(0)).addKeyValue(content.get(1));
            var alias = pem.loadKeyStore(null).aliases().nextElement();
            var pair = (X509KeyManager) pem.getKeyManagerFactory(null).getKeyManagers()[0];
            var shown = pair.getCertificateChain(alias)[0];
            if (!belongTogether(pair.getPrivateKey(alias), shown.getPublicKey())) {
                throw new Refusal(key + " is not the key of " + certificate);
            }
            if (content.size() > 2 && certificates(content.get(2)).isEmpty()) {
                throw new Refusal("There is no certificate in " + clientAuthority);
            }
            return shown;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (Exception unusable) { // so the methods are declared
            throw new Refusal(
                    "no TLS by what is in " + certificate + " and the files beside it: " + unusable.getMessage());
        }
    }

    private static Collection<? extends Certificate> certificates(Buffer pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem.getBytes()));
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        var signing = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm(); // the newer kinds name the one way of signing that they have
                });
        signing.initSign(key);
        var signature = signing.sign();
        signing.initVerify(certified);
        return signing.verify(signature);
    }
}
