package io.entrepot.standalone.postgres;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own directory with the database in it, made on first use, of one major version for ever. */
record Cluster(Path directory, Credentials credentials) {

    static final String DATABASE = "entrepot";

    /** The cluster under {@code parent}; {@code onFirstUse} is told before one is made. */
    static Cluster in(Path parent, PostgresBinaries binaries, Runnable onFirstUse) throws IOException {
        var directory = parent.resolve("data");
        if (!Files.exists(directory)) {
            onFirstUse.run();
            create(parent, directory, binaries);
        }
        refuseOtherMajor(directory);
        return new Cluster(directory, Credentials.read(password(parent)));
    }

    static Path password(Path parent) {
        return parent.resolve("password");
    }

    private static void refuseOtherMajor(Path directory) throws IOException {
        var major = Files.readString(directory.resolve("PG_VERSION")).strip();
        if (!major.equals(PostgresBinaries.MAJOR)) {
            throw new Refusal("The data directory was written by PostgreSQL " + major + ", this Entrepot brings "
                    + PostgresBinaries.MAJOR + ": make a backup with the Entrepot that wrote it"
                    + " (./entrepot backup FILE), then restore it with this one into an empty directory");
        }
    }

    /** Under another name until complete, so that an interrupted first start leaves nothing to trip over. */
    private static void create(Path parent, Path directory, PostgresBinaries binaries) throws IOException {
        var unfinished = parent.resolve("data.unfinished");
        FileTree.delete(unfinished);
        Credentials.generate(password(parent));
        run(
                List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + unfinished,
                        "--username=" + Credentials.USERNAME,
                        "--pwfile=" + password(parent),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-sync", // the whole tree is synced below
                        "--no-instructions"),
                "",
                parent);
        run(
                List.of(
                        binaries.program("postgres").toString(),
                        "--single",
                        "-F",
                        "-D",
                        unfinished.toString(),
                        "template1"),
                "CREATE DATABASE " + DATABASE + "\n",
                parent);
        FileTree.sync(unfinished);
        Files.move(unfinished, directory);
        FileTree.syncOne(parent);
    }

    private static void run(List<String> command, String input, Path parent) throws IOException {
        var process = Subprocess.builder(command).redirectErrorStream(true).start();
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        var lines = new ArrayList<String>();
        try (var output = process.inputReader()) {
            output.lines().forEach(lines::add);
        }
        try {
            if (process.waitFor() != 0) {
                throw failure(command.getFirst(), lines, parent);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making the database", stopped);
        }
    }

    private static Refusal failure(String program, List<String> lines, Path parent) {
        if (lines.stream().anyMatch(Refusal::saysDiskFull)) {
            return Refusal.diskFull(parent);
        }
        return Subprocess.refusedNamespace(lines)
                .orElseGet(() -> new Refusal(Path.of(program).getFileName() + " failed: " + String.join(" / ", lines)));
    }
}
