package io.entrepot.standalone.postgres;

/** How to reach the embedded database. */
public record DatabaseAddress(int port, Credentials credentials) {

    public String url() {
        return "postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
    }

    public String jdbcUrl() {
        return "jdbc:" + url();
    }
}
