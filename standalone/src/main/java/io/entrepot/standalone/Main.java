package io.entrepot.standalone;

import io.entrepot.kit.start.JvmProperties;
import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.backup.BackupCommand;
import io.entrepot.standalone.backup.RestoreCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program behind {@code ./entrepot run}, {@code admin}, {@code backup} and {@code restore}. */
@QuarkusMain
public final class Main {

    private static final int MISUSED = 2;
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        JvmProperties.set();
        CommandLine.Command command;
        try {
            command = CommandLine.parse(
                    List.of(arguments),
                    System.getenv(),
                    Path.of(System.getProperty("user.home")),
                    System.getProperty("os.name"));
        } catch (Refusal refusal) {
            exit(MISUSED, refusal);
            return;
        }
        try {
            execute(command);
        } catch (Refusal refusal) {
            exit(FAILED, refusal);
        }
    }

    private static void execute(CommandLine.Command command) {
        switch (command) {
            case CommandLine.Command.Help help -> System.out.print(CommandLine.USAGE);
            case CommandLine.Command.Run run -> new RunCommand(run, (port, login) -> {}).execute();
            case CommandLine.Command.Rehearse rehearse ->
                new RunCommand(
                                new CommandLine.Command.Run(
                                        CommandLine.DEFAULT_HOST, 0, rehearse.data(), false, false, null),
                                Main::rehearse)
                        .execute();
            case CommandLine.Command.ResetPassword reset -> new ResetPasswordCommand(reset.data()).execute();
            case CommandLine.Command.Backup backup -> new BackupCommand(backup.file(), backup.data()).execute();
            case CommandLine.Command.Restore restore -> new RestoreCommand(restore.file(), restore.data()).execute();
        }
    }

    private static void rehearse(int port, FirstLogin.@Nullable Credentials login) {
        Thread.ofPlatform().name("rehearsal").start(() -> {
            try {
                new Rehearsal(port, login).run();
                Quarkus.asyncExit(0);
            } catch (Refusal refusal) {
                System.err.println("entrepot: " + refusal.line());
                Quarkus.asyncExit(FAILED);
            }
        });
    }

    private static void exit(int code, Refusal refusal) {
        System.err.println("entrepot: " + refusal.line());
        System.exit(code);
    }
}
