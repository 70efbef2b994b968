package io.entrepot.bench;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** A registry to measure, and the processes whose CPU time (with that of their descendants) is charged to it. */
record Target(String name, String host, int port, List<Long> pids, Access access) {

    /** Parses {@code name=url} or {@code name=url@pid,pid}. */
    static Target parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException("a target is name=url or name=url@pid,pid: " + text);
        }
        int at = text.lastIndexOf('@');
        String url = text.substring(equals + 1, at > equals ? at : text.length());
        return of(text.substring(0, equals), url, at > equals ? text.substring(at + 1) : "");
    }

    static Target of(String name, String url, String pids) {
        try {
            var access = Access.of(url);
            var uri = URI.create(access.without(url));
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new UsageException("a registry is measured at http://host:port: " + url);
            }
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return new Target(name, uri.getHost(), port, parsePids(pids), access);
        } catch (IllegalArgumentException e) {
            throw new UsageException("not a URL and process ids: " + url + " " + pids, e);
        }
    }

    private static List<Long> parsePids(String pids) {
        return pids.isEmpty()
                ? List.of()
                : Arrays.stream(pids.split(",", -1)).map(Long::valueOf).toList();
    }

    String authority() {
        return host + ":" + port;
    }
}
