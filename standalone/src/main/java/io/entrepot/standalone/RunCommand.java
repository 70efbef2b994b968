package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.entrepot.kit.start.StartFailure;
import io.entrepot.kit.stop.StopSequence;
import io.entrepot.standalone.postgres.DatabaseAddress;
import io.entrepot.standalone.postgres.PostgresServer;
import io.entrepot.standalone.postgres.Schemas;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the registry and stays until it is told to stop. */
final class RunCommand implements PostgresServer.Listener {

    private static final int FAILED = 1;
    private static final int MANAGEMENT_PORT = 9000;
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);

    private final CommandLine.Command.Run command;
    private final Launch.Listener onListening;
    private final Terminal terminal;
    private final StopSequence stop = new StopSequence(this::stopDatabase);
    private volatile @Nullable Thread databaseStarter;
    private volatile @Nullable PostgresServer server;
    private @Nullable CompletableFuture<DatabaseAddress> database;

    RunCommand(CommandLine.Command.Run command, Launch.Listener onListening) {
        this.command = command;
        this.onListening = onListening;
        this.terminal = new Terminal(System.out, command.jsonLog());
    }

    void execute() {
        if (command.tls() != null) {
            command.tls().check(command.tls().read());
        }
        var data = DataDirectory.open(command.data());
        data.refuseHalfRestored();
        terminal.say("Data directory: " + data.path());
        var listening = command.on(freePort(), data.path());
        stop.register();
        var settings = EarlySettings.of(data.path());
        database = settings.hasOtherDatabase() ? null : startDatabase(data);
        Launch.begin(new Launch(listening, managementPort(settings), data, database, onListening));
        Quarkus.run(null, (code, failure) -> stop.ended(code, failure, this::explain));
    }

    private CompletableFuture<DatabaseAddress> startDatabase(DataDirectory data) {
        var address = new CompletableFuture<DatabaseAddress>();
        databaseStarter = Thread.ofPlatform().name("postgresql-start").daemon().start(() -> {
            try {
                var started = PostgresServer.start(data.postgres(), this);
                server = started;
                new Schemas(started.address()).migrate();
                address.complete(started.address());
            } catch (RuntimeException failure) {
                address.completeExceptionally(failure);
            }
        });
        return address;
    }

    /** One that is only just starting has to be there before it can be stopped. */
    private void stopDatabase() {
        var starter = databaseStarter;
        if (starter != null) {
            try {
                starter.join(START_PATIENCE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        var started = server;
        if (started != null) {
            started.close();
        }
    }

    /** Asked before anything is started; the server's own attempt is the one that counts. */
    private int freePort() {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(command.host()), command.port()));
            return probe.getLocalPort();
        } catch (UnknownHostException unknown) {
            throw new Refusal("--host " + command.host() + " is no address of this machine");
        } catch (IOException taken) {
            throw portRefused(taken);
        }
    }

    /** Two registries on one machine just work: the second one's health and metrics are at a free port. */
    private static int managementPort(EarlySettings settings) {
        var wanted = settings.managementPort();
        if (wanted.isPresent()) {
            return CommandLine.port("quarkus.management.port", wanted.get());
        }
        try (var usual = loopback(MANAGEMENT_PORT)) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (var free = loopback(0)) {
                return free.getLocalPort();
            } catch (IOException failure) {
                throw new Refusal("No free port on 127.0.0.1: " + failure.getMessage());
            }
        }
    }

    private static ServerSocket loopback(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private Refusal portRefused(Exception failure) {
        var where = "port " + command.port() + " of " + command.host();
        var reason = String.valueOf(failure.getMessage());
        if (reason.contains("Permission denied")) {
            return new Refusal("This user may not listen on " + where + ": choose one above 1023 with --port");
        }
        if (reason.contains("assign requested address")) {
            return new Refusal("--host " + command.host() + " is no address of this machine");
        }
        return new Refusal("Another program listens on " + where + ": choose another with --port");
    }

    private void explain(Throwable failure) {
        var refusal = databaseRefusal();
        if (refusal == null) {
            refusal = StartFailure.refusal(failure, taken -> portRefused(new IOException("taken")));
        }
        StartFailure.explain("registry", failure, refusal);
    }

    /** The configuration turns failures of its sources into text, so the database itself is asked. */
    private @Nullable Refusal databaseRefusal() {
        return database != null
                        && database.state() == Future.State.FAILED
                        && database.exceptionNow() instanceof Refusal refusal
                ? refusal
                : null;
    }

    @Override
    public void firstUse() {
        terminal.say("First start here: making the database, a few seconds ...");
    }

    @Override
    public void logged(String line) {
        Logger.getLogger("io.entrepot.postgresql").info(line);
    }

    @Override
    public void ended() {
        Logger.getLogger("io.entrepot.postgresql")
                .error("PostgreSQL has ended by itself, so the registry stops; start it again");
        stop.exit(FAILED);
    }
}
