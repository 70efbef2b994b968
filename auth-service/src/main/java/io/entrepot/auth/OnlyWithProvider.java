package io.entrepot.auth;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Leaves the client of OpenID Connect out where no provider is named: it would refuse to start without one. */
public final class OnlyWithProvider implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;
    private static final String URL = "entrepot.oidc.url";
    private static final String ENABLED = "quarkus.oidc.tenant-enabled";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return name.equals(ENABLED)
                ? ConfigValue.builder()
                        .withName(ENABLED)
                        .withValue(Boolean.toString(isNamed(context.proceed(URL))))
                        .build()
                : context.proceed(name);
    }

    private static boolean isNamed(@Nullable ConfigValue url) {
        return url != null && url.getValue() != null && !url.getValue().isEmpty();
    }
}
