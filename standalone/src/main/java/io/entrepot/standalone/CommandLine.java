package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the person typed after {@code ./entrepot}, understood or refused before anything is touched. */
final class CommandLine {

    static final String USAGE = """
            Usage:
              ./entrepot run [--host ADDRESS] [--port PORT] [--data DIR] [--log text|json] [--open]
                            [--tls-cert FILE --tls-key FILE [--tls-client-ca FILE]]
              ./entrepot admin reset-password [--data DIR]
              ./entrepot backup FILE [--data DIR]
              ./entrepot restore FILE [--data DIR]
            """;

    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 5000;

    private final Deque<String> words;
    private final Path defaultData;

    private @Nullable Path data;
    private @Nullable String host;
    private @Nullable Integer port;
    private @Nullable Boolean jsonLog;
    private @Nullable Boolean open;
    private @Nullable Path tlsCertificate;
    private @Nullable Path tlsKey;
    private @Nullable Path tlsClientAuthority;
    private @Nullable Path file;

    private CommandLine(List<String> words, Path defaultData) {
        this.words = new ArrayDeque<>(words);
        this.defaultData = defaultData;
    }

    /** One of the things this program can do. */
    sealed interface Command {
        record Help() implements Command {}

        /**
         * Port 0 takes a free one.
         *
         * @param open whether the command line says that nobody has to log in; settings can say it too
         */
        record Run(
                String host,
                int port,
                Path data,
                boolean jsonLog,
                boolean open,
                @Nullable TlsFiles tls) implements Command {
            Run on(int freePort, Path realData) {
                return new Run(host, freePort, realData, jsonLog, open, tls);
            }
        }

        /** Gives the first user of a running registry another password. */
        record ResetPassword(Path data) implements Command {}

        /** Records what the next starts need; for the launcher, not for people. */
        record Rehearse(Path data) implements Command {}

        record Backup(Path file, Path data) implements Command {}

        record Restore(Path file, Path data) implements Command {}
    }

    static Command parse(List<String> arguments, Map<String, String> environment, Path home, String osName) {
        return new CommandLine(arguments, DefaultDataDirectory.of(environment, home, osName)).command();
    }

    private Command command() {
        var name = words.isEmpty() ? "help" : words.pop();
        return switch (name) {
            case "help", "--help", "-h" -> new Command.Help();
            case "run" -> {
                while (!words.isEmpty()) {
                    runOption(words.pop());
                }
                yield new Command.Run(
                        host == null ? DEFAULT_HOST : host,
                        port == null ? DEFAULT_PORT : port,
                        data(),
                        jsonLog != null && jsonLog,
                        open != null,
                        tls());
            }
            case "rehearse" -> {
                while (!words.isEmpty()) {
                    runOption(words.pop());
                }
                yield new Command.Rehearse(data());
            }
            case "admin" -> {
                var what = words.isEmpty() ? "" : words.pop();
                if (!what.equals("reset-password")) {
                    throw new Refusal("'admin' is followed by reset-password; see ./entrepot help");
                }
                while (!words.isEmpty()) {
                    dataOption(name, words.pop());
                }
                yield new Command.ResetPassword(data());
            }
            case "backup" -> {
                fileAndData(name);
                yield new Command.Backup(file(name), data());
            }
            case "restore" -> {
                fileAndData(name);
                yield new Command.Restore(file(name), data());
            }
            default -> throw new Refusal("There is no command '" + name + "'; see ./entrepot help");
        };
    }

    private void runOption(String word) {
        switch (word) {
            case "--host" -> host = once(word, host, value(word));
            case "--port" -> port = once(word, port, port(word, value(word)));
            case "--data" -> data = once(word, data, path(value(word)));
            case "--log" -> jsonLog = once(word, jsonLog, isJson(value(word)));
            case "--tls-cert" -> tlsCertificate = once(word, tlsCertificate, path(value(word)));
            case "--tls-key" -> tlsKey = once(word, tlsKey, path(value(word)));
            case "--tls-client-ca" -> tlsClientAuthority = once(word, tlsClientAuthority, path(value(word)));
            case "--open" -> open = once(word, open, true);
            default -> throw unknown("run", word);
        }
    }

    private @Nullable TlsFiles tls() {
        if (tlsCertificate != null && tlsKey != null) {
            return new TlsFiles(tlsCertificate, tlsKey, tlsClientAuthority);
        }
        if (tlsCertificate != null || tlsKey != null || tlsClientAuthority != null) {
            throw new Refusal("--tls-cert and --tls-key belong together");
        }
        return null;
    }

    private void fileAndData(String command) {
        while (!words.isEmpty()) {
            var word = words.pop();
            if (word.startsWith("-") || file != null) {
                dataOption(command, word);
            } else {
                file = path(word);
            }
        }
    }

    private void dataOption(String command, String word) {
        if (!word.equals("--data")) {
            throw unknown(command, word);
        }
        data = once(word, data, path(value(word)));
    }

    private Path data() {
        return data == null ? defaultData : data;
    }

    private Path file(String command) {
        if (file == null) {
            throw new Refusal("'" + command + "' needs the name of a file: ./entrepot " + command + " FILE");
        }
        return file;
    }

    private String value(String option) {
        var value = words.poll();
        if (value == null || value.isEmpty() || value.startsWith("--")) {
            throw new Refusal(option + " needs a value");
        }
        return value;
    }

    private static <T> T once(String option, @Nullable T before, T value) {
        if (before != null) {
            throw new Refusal(option + " is given twice");
        }
        return value;
    }

    static int port(String name, String text) {
        if (text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            var port = Integer.parseInt(text);
            if (port <= 65_535) {
                return port;
            }
        }
        throw new Refusal(name + " must be a number from 0 to 65535, not '" + text + "'");
    }

    private static boolean isJson(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "json" -> true;
            case "text" -> false;
            default -> throw new Refusal("--log must be text or json, not '" + text + "'");
        };
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static Refusal unknown(String command, String word) {
        var what = word.startsWith("-") ? "option" : "argument";
        return new Refusal("'" + command + "' knows no " + what + " '" + word + "'; see ./entrepot help");
    }
}
