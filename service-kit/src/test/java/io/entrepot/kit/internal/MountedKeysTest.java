package io.entrepot.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.start.Refusal;
import io.entrepot.kit.upstream.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedKeysTest {
    private final KeyFiles files;

    MountedKeysTest(@TempDir Path folder) {
        this.files = new KeyFiles(folder);
    }

    private record Mounted(@Nullable Path key, @Nullable Path folder) implements InternalConfig {
        @Override
        public Optional<Path> keyFile() {
            return Optional.ofNullable(key);
        }

        @Override
        public Optional<Path> publicKeys() {
            return Optional.ofNullable(folder);
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(1);
        }
    }

    @Test
    void areRefusedWhereTheyAreNotMounted() {
        assertThatThrownBy(() -> new MountedKeys(new Mounted(null, files.publicKeys())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ENTREPOT_INTERNAL_KEY_FILE");
        assertThatThrownBy(() -> new MountedKeys(new Mounted(files.own(KeyFiles.pair()), null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ENTREPOT_INTERNAL_PUBLIC_KEYS");
        assertThatThrownBy(() -> new MountedKeys(new Mounted(files.own(KeyFiles.pair()), files.publicKeys())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(files.publicKeys().toString());
    }

    @Test
    void areReplacedWhileTheServiceRunsByThoseThatFitTogether() {
        var before = KeyFiles.pair();
        var after = KeyFiles.pair();
        files.publish(ServiceName.BLOB, before);
        var mounted = new MountedKeys(new Mounted(files.own(before), files.publicKeys()));

        files.own(after);
        mounted.look();
        var unfit = mounted.authorization(ServiceName.BLOB);
        files.publish(ServiceName.BLOB, after);
        mounted.look();

        var now = Instant.now();
        assertThat(files.of(after).caller(unfit, now)).isNull();
        assertThat(mounted.caller(unfit)).isNull();
        assertThat(files.of(after).caller(mounted.authorization(ServiceName.BLOB), now))
                .isEqualTo(ServiceName.BLOB);
    }
}
