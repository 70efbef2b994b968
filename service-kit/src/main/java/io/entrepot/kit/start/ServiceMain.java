package io.entrepot.kit.start;

import io.entrepot.kit.stop.StopSequence;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/** The program of a service that runs on its own. All it is told, it is told by its configuration. */
@QuarkusMain(name = "service")
public final class ServiceMain {

    private static final int FAILED = 1;

    private ServiceMain() {}

    public static void main(String[] arguments) {
        // Replicas come and go, and the JDK would remember a name for 30 seconds. It reads this with the first name it
        // resolves.
        Security.setProperty("networkaddress.cache.ttl", "2");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        // Our routes refuse a malformed path or query themselves, in the registry's format; the framework's check has
        // no
        // body.
        System.setProperty("vertx.disableURIValidation", "true");
        var stop = new StopSequence(() -> {});
        stop.register();
        Quarkus.run(null, (code, failure) -> ended(stop, code, failure), arguments);
    }

    private static void ended(StopSequence stop, int code, Throwable failure) {
        if (failure != null) {
            explain(failure);
        }
        stop.exitCode(failure == null ? code : FAILED);
        System.exit(failure == null ? code : FAILED);
    }

    private static void explain(Throwable failure) {
        var refusal = StartFailure.refusal(
                failure,
                taken -> new Refusal("Another program listens on a port of this service: " + taken.getMessage()));
        if (refusal != null) {
            System.err.println("entrepot: " + refusal.line());
        } else {
            System.err.println("entrepot: the service could not start, and this is why:");
            failure.printStackTrace(); // the log may not have come up
        }
    }
}
