package io.entrepot.auth.workload;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where keys are fetched. Whoever can change them on their way can be anybody, so they come by TLS, or from this machine. */
final class IssuerUrl {
    private static final int LONGEST = 512;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private IssuerUrl() {}

    static boolean isSafe(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            var url = new URI(text);
            return url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getPort() <= HIGHEST_PORT
                    && ("https".equals(url.getScheme())
                            || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost())));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
