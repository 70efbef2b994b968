package io.entrepot.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Measures registries row by row, in turns where there are several, and prints one table. */
public final class Bench {
    private final Options options;
    private final Bed bed;
    private final List<Registry> registries;

    private Bench(Options options, Optional<Wrk> wrk) {
        this.options = options;
        this.bed = new Bed(new Clients(options.clients()), wrk);
        String repositories = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        this.registries = options.targets().stream()
                .map(target -> new Registry(target, repositories))
                .toList();
    }

    /** Exits with 0 when every row went through, 1 when one failed, 2 when the command line asks for nonsense. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            var options = Options.parse(List.of(arguments));
            var results = new Bench(options, options.useWrk() ? Wrk.find() : Optional.empty()).run();
            System.out.print(options.markdown() ? Table.markdown(results) : Table.text(results));
            System.exit(results.stream().anyMatch(Result::failed) ? 1 : 0);
        } catch (UsageException e) {
            System.err.println(e.getMessage() + " (see --help)");
            System.exit(2);
        }
    }

    private List<Result> run() throws InterruptedException {
        var results = new ArrayList<Result>();
        for (var row : options.rows()) {
            results.addAll(measure(row));
        }
        return results;
    }

    /** All registries are prepared and warmed up before the first window, and then take turns, window by window. */
    private List<Result> measure(Row row) throws InterruptedException {
        var results = new ArrayList<Result>();
        var loads = new LinkedHashMap<Result, Load>();
        for (var registry : registries) {
            var result = new Result(row, registry.target());
            results.add(result);
            attempt(result, "preparing", () -> {
                CpuClock.of(registry.target()).read(); // a wrong process id is told before the long part
                var load = row.prepare(registry, bed);
                result.drivenBy(load.client());
                load.run(options.window().dividedBy(2));
                loads.put(result, load);
            });
        }
        int windows = row.windows(options.windows());
        for (int i = 1; i <= windows; i++) {
            for (var entry : loads.entrySet()) {
                var result = entry.getKey();
                attempt(result, "window " + i + " of " + windows, () -> {
                    var cpu = CpuClock.of(result.target());
                    var before = cpu.read();
                    var window = entry.getValue().run(options.window());
                    var after = cpu.read();
                    result.add(window, before.flatMap(start -> after.map(end -> end.minus(start))));
                });
            }
        }
        loads.forEach((result, load) -> attempt(result, "checking", load::verify));
        return results;
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static void attempt(Result result, String what, Step step) {
        System.err.printf(
                "%-16s %s: %s%n", result.row().label(), result.target().name(), what);
        try {
            step.run();
        } catch (NotOffered e) {
            result.notOffered(e.what());
        } catch (IOException e) {
            result.fail(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.fail("interrupted");
        }
    }
}
