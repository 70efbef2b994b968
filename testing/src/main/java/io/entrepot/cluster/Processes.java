package io.entrepot.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How JVMs are started here: by the launcher's own JDK, small, logging into one folder, guarded. */
record Processes(Path checkout, Path logs, List<String> jvmOptions, Watchdog watchdog, Consumer<String> says) {

    Supervised java(String name, List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(moduleFlags());
        if (jvmOptions.stream().noneMatch(option -> option.matches("-XX:\\+Use.*GC"))) {
            command.add("-XX:+UseSerialGC"); // the least memory and the quickest start, where many share a machine
        }
        if (jvmOptions.stream().noneMatch(option -> option.startsWith("-Xmx") || option.contains("RAMPercentage"))) {
            command.add("-Xmx256m");
        }
        command.addAll(jvmOptions);
        command.addAll(arguments);
        return new Supervised(name, command, environment, logs.resolve(name + ".log"), watchdog, says);
    }

    /** What the launcher script found right for this JDK, and started the launcher with too. */
    private static List<String> moduleFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList();
    }
}
