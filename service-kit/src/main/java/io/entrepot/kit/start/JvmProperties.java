package io.entrepot.kit.start;

/** What every process of ours tells its JVM, before anything that reads it is loaded. */
public final class JvmProperties {

    private JvmProperties() {}

    public static void set() {
        // Our routes refuse a malformed path or query themselves, in the registry's format; the framework's check has
        // no body.
        System.setProperty("vertx.disableURIValidation", "true");
        // Netty is to look for the extension by which connections get a deadline before their first request.
        System.setProperty("io.netty.bootstrap.extensions", "serviceload");
    }
}
