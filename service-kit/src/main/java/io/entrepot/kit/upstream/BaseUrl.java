package io.entrepot.kit.upstream;

import java.net.URI;

/** Where a service is, as configured: a host, which may have several addresses, and a port. */
record BaseUrl(String host, int port) {
    private static final int HTTP = 80;

    /** @throws IllegalArgumentException where it is anything but {@code http://host[:port]} */
    static BaseUrl parse(URI url) {
        var path = url.getPath();
        if (!"http".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getQuery() != null
                || url.getFragment() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException("'" + url + "' is no base URL such as http://blob-service:5001");
        }
        return new BaseUrl(url.getHost(), url.getPort() < 0 ? HTTP : url.getPort());
    }
}
