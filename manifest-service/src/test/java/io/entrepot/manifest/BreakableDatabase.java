package io.entrepot.manifest;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The database behind a line that a test can cut, or make swallow everything. */
public class BreakableDatabase extends EmbeddedDatabase {
    enum Line {
        WHOLE,
        CUT,
        SWALLOWING
    }

    private static final Set<NetSocket> SOCKETS = ConcurrentHashMap.newKeySet();
    private static volatile Line line = Line.WHOLE;

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();

    static void be(Line next) {
        line = next;
        SOCKETS.forEach(next == Line.SWALLOWING ? NetSocket::pause : NetSocket::close);
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        var database = URI.create(settings.get("entrepot.database.url"));
        var server = vertx.createNetServer()
                .connectHandler(caller -> join(caller, database.getPort()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        settings.put("entrepot.database.url", "postgresql://127.0.0.1:" + server.actualPort() + database.getPath());
        return settings;
    }

    private void join(NetSocket caller, int port) {
        caller.pause();
        keep(caller);
        switch (line) {
            case CUT -> caller.close();
            case SWALLOWING -> {}
            case WHOLE ->
                client.connect(port, "localhost").onSuccess(database -> {
                    keep(database);
                    database.handler(caller::write).closeHandler(closed -> caller.close());
                    caller.handler(database::write).closeHandler(closed -> database.close());
                    caller.resume();
                });
        }
    }

    private static void keep(NetSocket socket) {
        SOCKETS.add(socket);
        socket.closeHandler(closed -> SOCKETS.remove(socket));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        super.stop();
    }
}
