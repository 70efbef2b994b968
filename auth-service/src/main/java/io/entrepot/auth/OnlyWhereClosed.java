package io.entrepot.auth;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Leaves Hibernate out where nobody has to log in: tens of megabytes for nobody. A key can't be said to be the opposite
 * of another, and a source of its own would not see the settings file of the data directory.
 */
public final class OnlyWhereClosed implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;
    private static final String OPEN = "entrepot.identity.open";
    private static final String ACTIVE = "quarkus.hibernate-orm.auth.active";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        var configured = context.proceed(name);
        return configured != null || !name.equals(ACTIVE)
                ? configured
                : ConfigValue.builder()
                        .withName(ACTIVE)
                        .withValue(Boolean.toString(!isOpen(context.proceed(OPEN))))
                        .build();
    }

    private static boolean isOpen(@Nullable ConfigValue open) {
        return open != null && open.getValue() != null && Boolean.TRUE.equals(bool().convert(open.getValue()));
    }

    /** What the configuration itself takes for true and false. */
    private static Converter<Boolean> bool() {
        return new SmallRyeConfigBuilder().build().getConverter(Boolean.class).orElseThrow();
    }
}
