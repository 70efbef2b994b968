package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of the data directory can have done without a login: a socket in a folder that only they may enter. A
 * request is one line, and so is the answer: {@code refused} and why, or {@code done} and the address, name and password
 * to log in with.
 */
@ApplicationScoped
class Control {

    static final String RESET_PASSWORD = "reset-password";
    static final String DONE = "done ";
    static final String REFUSED = "refused ";

    private static final Logger LOG = Logger.getLogger("io.entrepot.control");

    private final FirstLogin firstLogin;
    private @Nullable ServerSocketChannel server;

    Control(FirstLogin firstLogin) {
        this.firstLogin = firstLogin;
    }

    void start(@Observes StartupEvent start) {
        var launch = Launch.current();
        if (launch == null) {
            return;
        }
        var address = Terminal.address(launch.command().host(), launch.command().port());
        try {
            var opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server = opened;
            opened.bind(UnixDomainSocketAddress.of(launch.data().claimControlSocket()));
            Thread.ofVirtual().name("control").start(() -> accept(opened, address));
        } catch (IOException failure) {
            // A path can be too long for a socket. Everything else works without.
            LOG.debugf("no ./entrepot admin for this process: %s", failure);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        close(server);
    }

    private void accept(ServerSocketChannel opened, String address) {
        while (true) {
            try {
                var client = opened.accept();
                Thread.ofVirtual().start(() -> serve(client, address));
            } catch (ClosedChannelException stopped) {
                return;
            } catch (IOException failure) {
                LOG.errorf("no ./entrepot admin any more: %s", failure);
                return;
            }
        }
    }

    private void serve(SocketChannel client, String address) {
        try (client;
                var lines = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
                var out = Channels.newWriter(client, StandardCharsets.UTF_8)) {
            out.write(answer(String.valueOf(lines.readLine()), address) + "\n");
        } catch (IOException left) {
            LOG.debugf("whoever asked left: %s", left);
        }
    }

    private String answer(String request, String address) {
        if (!request.equals(RESET_PASSWORD)) {
            return REFUSED + "This Entrepot is of another version: it doesn't know " + request;
        }
        try {
            var login =
                    firstLogin.reset().toCompletionStage().toCompletableFuture().join();
            return DONE + address + " " + login.name() + " " + login.password();
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof Refusal refusal) {
                return REFUSED + refusal.line();
            }
            LOG.error("the password could not be reset", failed);
            return REFUSED + "It failed; the log of the registry says why";
        }
    }

    private static void close(@Nullable ServerSocketChannel opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException failure) {
            LOG.debugf("the control socket did not close: %s", failure);
        }
    }
}
