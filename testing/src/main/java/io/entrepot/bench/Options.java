package io.entrepot.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** What the command line asks for. */
record Options(
        List<Target> targets,
        List<Row> rows,
        Duration window,
        int windows,
        int clients,
        boolean useWrk,
        boolean markdown) {

    static final String USAGE = """
            entrepot bench --url http://localhost:5000 [--pids PID,PID]
            entrepot bench --target NAME=URL[@PID,PID] [--target NAME=URL[@PID,PID] ...]

              --url URL         the registry to measure; basic+http://... and bearer+http://... log in, as
                                ENTREPOT_BENCH_LOGIN=name:password in the environment says
              --pids PID,PID    its processes; their descendants count too
              --target ...      several registries, measured in turns, row by row
              --rows NAME,NAME  only these rows
              --seconds S       length of one measured window (5)
              --windows N       measured windows per row; the median is printed (3)
              --clients N       clients of the own driver (16)
              --no-wrk          read by the own driver even where wrk is installed
              --markdown        print the table in Markdown

            Rows (those with * are long, and run only when named):
            """ + rowList();

    static Options parse(List<String> arguments) {
        var parsing = new Parsing();
        for (var remaining = arguments.iterator(); remaining.hasNext(); ) {
            parsing.take(remaining.next(), remaining);
        }
        return parsing.done();
    }

    private static String rowList() {
        return Arrays.stream(Row.values())
                .map(row -> "  %-16s%s %s%n".formatted(row.label(), row.isLong() ? "*" : " ", row.title()))
                .collect(Collectors.joining());
    }

    private static final class Parsing {
        private final List<Target> targets = new ArrayList<>();
        private List<Row> rows =
                Arrays.stream(Row.values()).filter(row -> !row.isLong()).toList();
        private String url = "";
        private String pids = "";
        private int seconds = 5;
        private int windows = 3;
        private int clients = 16;
        private boolean useWrk = true;
        private boolean markdown;

        void take(String option, Iterator<String> remaining) {
            switch (option) {
                case "--url" -> url = value(option, remaining);
                case "--pids" -> pids = value(option, remaining);
                case "--target" -> targets.add(Target.parse(value(option, remaining)));
                case "--rows" ->
                    rows = Arrays.stream(value(option, remaining).split(",", -1))
                            .map(Row::named)
                            .toList();
                case "--seconds" -> seconds = count(option, remaining);
                case "--windows" -> windows = count(option, remaining);
                case "--clients" -> clients = count(option, remaining);
                case "--no-wrk" -> useWrk = false;
                case "--markdown" -> markdown = true;
                default -> throw new UsageException("unknown option " + option);
            }
        }

        Options done() {
            if (!url.isEmpty()) {
                targets.add(0, Target.of("registry", url, pids));
            } else if (!pids.isEmpty()) {
                throw new UsageException("--pids belongs to --url; with --target, write name=url@pid,pid");
            }
            if (targets.isEmpty()) {
                throw new UsageException("say which registry: --url or --target");
            }
            return new Options(
                    List.copyOf(targets), rows, Duration.ofSeconds(seconds), windows, clients, useWrk, markdown);
        }

        private static String value(String option, Iterator<String> remaining) {
            if (!remaining.hasNext()) {
                throw new UsageException(option + " needs a value");
            }
            return remaining.next();
        }

        private static int count(String option, Iterator<String> remaining) {
            String text = value(option, remaining);
            if (!text.matches("[1-9][0-9]{0,4}")) {
                throw new UsageException(option + " needs a number from 1 to 99999: " + text);
            }
            return Integer.parseInt(text);
        }
    }
}
