package io.entrepot.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of settings and the configuration interfaces say the same: keys, defaults, environment forms. */
class SettingsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(entrepot\\.[a-z0-9.-]+)` \\| `?([^|`]*)`? \\|.*");

    @Test
    void theReadmeListsEverySettingWithItsDefault() throws IOException {
        assertThat(documented()).isEqualTo(declared());
    }

    private static Map<String, String> documented() throws IOException {
        return Files.readAllLines(Project.root().resolve("README.md")).stream()
                .map(ROW::matcher)
                .filter(matcher -> matcher.matches())
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).strip(), (a, b) -> a + " twice", TreeMap::new));
    }

    private static Map<String, String> declared() {
        var settings = new TreeMap<String, String>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.entrepot").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> !method.isSynthetic())
                                .forEach(method -> settings.put(key(type, method), defaultOf(method))));
        return settings;
    }

    private static String key(Class<?> type, Method method) {
        var name = method.getAnnotation(WithName.class);
        return type.getAnnotation(ConfigMapping.class).prefix() + "."
                + (name == null ? kebab(method.getName()) : name.value());
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String defaultOf(Method method) {
        var value = method.getAnnotation(WithDefault.class);
        return value == null ? "-" : value.value();
    }
}
