package io.entrepot.kit.start;

import io.entrepot.kit.stop.StopSequence;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/** The program of a service that runs on its own. All it is told, it is told by its configuration. */
@QuarkusMain(name = "service")
public final class ServiceMain {

    private ServiceMain() {}

    public static void main(String[] arguments) {
        JvmProperties.set();
        // Replicas come and go, and the JDK would remember a name for 30 seconds.
        Security.setProperty("networkaddress.cache.ttl", "2");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        var stop = new StopSequence(() -> {});
        stop.register();
        Quarkus.run(null, (code, failure) -> stop.ended(code, failure, ServiceMain::explain), arguments);
    }

    private static void explain(Throwable failure) {
        var refusal = StartFailure.refusal(
                failure,
                taken -> new Refusal("Another program listens on a port of this service: " + taken.getMessage()));
        StartFailure.explain("service", failure, refusal);
    }
}
