package io.entrepot.kit.identity;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** Who may come in by a client certificate, instead of by a name and its secret. */
@ConfigMapping(prefix = "entrepot.identity")
interface CertificateConfig {
    /** The first of these names that a certificate has tells whose it is. */
    List<Mapped> certificates();

    /** A name in certificates, and whom it stands for. */
    interface Mapped {
        /** {@code dns:}, {@code email:} or {@code uri:} and that name of the certificate, or {@code subject:} and all of its subject (RFC 2253). */
        String name();

        /** Such as {@code user:alice} or {@code robot:build}. */
        String subject();
    }
}
