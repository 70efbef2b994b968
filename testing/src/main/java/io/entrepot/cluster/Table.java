package io.entrepot.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What runs where, as a person wants to read it. */
final class Table {
    private static final String ROW = "  %-12s %6s %11s %8s  %s%n";

    private final Cluster cluster;

    Table(Cluster cluster) {
        this.cluster = cluster;
    }

    String text() throws IOException {
        var text = new StringBuilder(ROW.formatted("", "port", "management", "pid", "log"));
        for (var replica : cluster.replicas()) {
            text.append(row(
                    replica.name(),
                    replica.port(),
                    Integer.toString(replica.managementPort()),
                    replica.process().pid(),
                    replica.process().log().toString()));
        }
        cluster.objectStore()
                .ifPresent(store -> text.append(row(
                        "s3",
                        store.endpoint().getPort(),
                        "",
                        store.process().pid(),
                        store.process().log().toString())));
        text.append(row(
                "postgresql", cluster.database().port(), "", cluster.database().pid(), ""));
        return text.toString();
    }

    /** Of what a benchmark charges to the registry: the services and their database, not the object store. */
    String pids() throws IOException {
        var pids = new ArrayList<Long>();
        for (var replica : cluster.replicas()) {
            replica.process().pid().ifPresent(pids::add);
        }
        cluster.database().pid().ifPresent(pids::add);
        return pids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String row(String name, int port, String management, OptionalLong pid, String log) {
        return ROW.formatted(name, port, management, pid.isPresent() ? pid.getAsLong() : "-", log);
    }
}
