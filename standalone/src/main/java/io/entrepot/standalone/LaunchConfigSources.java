package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Adds what the command line decided, and the settings file of the data directory. */
public final class LaunchConfigSources implements ConfigSourceFactory {

    /** Above the files that come with the program and the one beside it (260), below the command line. */
    private static final int SETTINGS_ORDINAL = 270;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var launch = Launch.current();
        if (launch == null) {
            return List.of();
        }
        var sources = new ArrayList<ConfigSource>();
        sources.add(new LaunchConfigSource(launch));
        var settings = launch.data().settings();
        if (Files.isRegularFile(settings)) {
            try {
                sources.add(new PropertiesConfigSource(settings.toUri().toURL(), SETTINGS_ORDINAL));
            } catch (IOException failure) {
                throw Refusal.of(settings, failure);
            }
        }
        return sources;
    }
}
