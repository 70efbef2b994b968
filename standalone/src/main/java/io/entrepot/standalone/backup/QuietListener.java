package io.entrepot.standalone.backup;

import io.entrepot.standalone.postgres.PostgresServer;

/** A server that is only used for a copy: what goes wrong shows in the copy. */
final class QuietListener implements PostgresServer.Listener {

    @Override
    public void firstUse() {
        // a restore says by itself that it makes a registry
    }

    @Override
    public void logged(String line) {
        // statements that fail are reported by who sent them
    }

    @Override
    public void ended() {
        // the connection breaks, and whoever uses it says so
    }
}
