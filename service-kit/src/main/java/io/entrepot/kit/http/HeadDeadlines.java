package io.entrepot.kit.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;

/**
 * Gives each connection its {@link HeadDeadline}. The framework has none, and shows a connection to nobody before its first
 * request; this is Netty's way to be there before. It looks for us where {@code JvmProperties} were set.
 */
public final class HeadDeadlines extends ChannelInitializerExtension {

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        var http = Arc.container().instance(VertxHttpConfig.class).get();
        channel.pipeline().addFirst(new HeadDeadline(http.readTimeout()));
    }
}
