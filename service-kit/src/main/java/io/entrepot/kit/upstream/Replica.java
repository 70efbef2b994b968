package io.entrepot.kit.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One replica of a service: where it listens, how much it has to do for us, and whether it takes requests.
 *
 * <p>A request that failed raises only a doubt, because it may have been at fault itself; the verdict is the probe's,
 * which is asked at once. Until then the replica gets requests only if there is no better one: behind one address there may
 * be a balancer with others.
 */
public final class Replica {
    private static final Logger LOG = Logger.getLogger("io.entrepot.upstream");

    /** Better ones first. */
    enum Standing {
        IN,
        DOUBTED,
        OUT
    }

    private final ServiceName service;
    private final BaseUrl base;
    private final SocketAddress address;
    private final Probe probe;
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile Standing standing = Standing.IN;
    private int doubts;
    private boolean probing;

    Replica(ServiceName service, BaseUrl base, SocketAddress address, Probe probe) {
        this.service = service;
        this.base = base;
        this.address = address;
        this.probe = probe;
    }

    ServiceName service() {
        return service;
    }

    /** The address to connect to. */
    public SocketAddress address() {
        return address;
    }

    /** The host by its configured name: together with the port what {@code Host} says. */
    public String host() {
        return base.host();
    }

    public int port() {
        return base.port();
    }

    /** To be called once for each time the replica was chosen, when that request is over. */
    public void release() {
        outstanding.decrementAndGet();
    }

    /** Says that it refused or broke a connection, did not answer in time, or answered that it is stopping. */
    public void doubt(String why) {
        synchronized (this) {
            doubts++;
            if (standing == Standing.IN) {
                become(Standing.DOUBTED, why);
            }
        }
        check();
    }

    /** Probes now. Also for a failure that may have another cause, such as an answer that broke off in its middle. */
    public void check() {
        int doubtsBefore;
        synchronized (this) {
            if (probing) {
                return;
            }
            probing = true;
            doubtsBefore = doubts;
        }
        probe.ready(this).onComplete(answer -> conclude(answer, doubtsBefore));
    }

    private void conclude(AsyncResult<Boolean> answer, int doubtsBefore) {
        boolean doubtedMeanwhile;
        synchronized (this) {
            probing = false;
            doubtedMeanwhile = doubts != doubtsBefore;
            if (answer.failed()) {
                if (standing == Standing.IN) {
                    become(Standing.DOUBTED, String.valueOf(answer.cause().getMessage()));
                }
            } else if (!answer.result()) {
                become(Standing.OUT, "it takes no requests");
            } else if (!doubtedMeanwhile) {
                become(Standing.IN, "it takes requests");
            }
        }
        if (doubtedMeanwhile) {
            check();
        }
    }

    private void become(Standing next, String why) {
        if (standing == next) {
            return;
        }
        standing = next;
        switch (next) {
            case IN -> LOG.infof("%s replica taken back: %s", service, address);
            case DOUBTED -> LOG.infof("%s replica doubted: %s, %s", service, address, why);
            case OUT -> LOG.warnf("%s replica left out: %s, %s", service, address, why);
        }
    }

    /** Whether nothing speaks against it. */
    public boolean isInGoodStanding() {
        return standing == Standing.IN;
    }

    boolean takesRequests() {
        return standing != Standing.OUT;
    }

    /** One in good standing before one in doubt, then the one with less to do. */
    boolean isBetterThan(Replica other) {
        var mine = standing;
        var its = other.standing;
        return mine == its ? outstanding.get() < other.outstanding.get() : mine.compareTo(its) < 0;
    }

    void take() {
        outstanding.incrementAndGet();
    }

    boolean is(BaseUrl otherBase, SocketAddress otherAddress) {
        return base.equals(otherBase) && address.equals(otherAddress);
    }
}
