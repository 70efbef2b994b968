package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has the running process give its first user another password. */
final class ResetPasswordCommand {

    private final Path data;

    ResetPasswordCommand(Path data) {
        this.data = data;
    }

    void execute() {
        var answer = ask();
        if (answer.startsWith(Control.REFUSED)) {
            throw new Refusal(answer.substring(Control.REFUSED.length()));
        }
        var words = answer.split(" ", -1);
        if (!answer.startsWith(Control.DONE) || words.length != 4) {
            throw notRunning(); // it stopped before it answered
        }
        new Terminal(System.out, false)
                .login("There is another password.", words[1], new FirstLogin.Credentials(words[2], words[3]));
    }

    private String ask() {
        var socket = DataDirectory.controlSocket(data);
        if (Files.isDirectory(data) && !Files.isReadable(data)) {
            throw new Refusal("Only the owner of " + data + " may do that");
        }
        if (!Files.exists(socket)) {
            throw notRunning();
        }
        try (var process = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var out = Channels.newWriter(process, StandardCharsets.UTF_8);
                var lines = new BufferedReader(Channels.newReader(process, StandardCharsets.UTF_8))) {
            out.write(Control.RESET_PASSWORD + "\n");
            out.flush();
            return String.valueOf(lines.readLine());
        } catch (IOException refused) {
            throw notRunning(); // what a killed process left is a file that nobody listens at
        }
    }

    private Refusal notRunning() {
        return new Refusal(
                "No Entrepot that can be asked runs on " + data
                        + ": start it with ./entrepot run, and ask while it runs (its path has to be short enough for a socket)");
    }
}
