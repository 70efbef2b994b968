package io.entrepot.kit.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client begins the head of a request and doesn't end it, however slowly it goes on: after one
 * limit at the least and two at the most. A connection on which nothing comes is left to the framework's idle limit, and
 * so is one of HTTP/2 once it has had a request; what happens after a head has limits of its own.
 */
final class HeadDeadline extends ChannelDuplexHandler {
    private static final AttributeKey<HeadDeadline> KEY = AttributeKey.valueOf(HeadDeadline.class, "of");

    private final Duration limit;
    private @Nullable HttpServerRequest latest;
    private @Nullable Future<?> looks;
    private boolean receivedSinceSent;
    private boolean overdue;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    /** A head is there. */
    static void met(HttpServerRequest request) {
        var deadline =
                ((ConnectionBase) request.connection()).channel().attr(KEY).get();
        if (deadline != null) {
            deadline.latest = request;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(KEY).set(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        looks = context.executor()
                .scheduleAtFixedRate(() -> look(context), limit.toMillis(), limit.toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (looks != null) {
            looks.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        receivedSinceSent = true;
        context.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise written) throws Exception {
        receivedSinceSent = false;
        overdue = false;
        super.write(context, bytes, written);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of the connection
    private void look(ChannelHandlerContext context) {
        if (!receivedSinceSent || isUnderWay(context)) {
            overdue = false;
        } else if (overdue) {
            context.close();
        } else {
            overdue = true;
        }
    }

    /** An answer from a file has ended for the framework while it is being sent. */
    private boolean isUnderWay(ChannelHandlerContext context) {
        var request = latest;
        if (request == null) {
            return false;
        }
        var toSend = context.channel().unsafe().outboundBuffer();
        return request.version() == HttpVersion.HTTP_2
                || !request.response().ended()
                || (toSend != null && !toSend.isEmpty());
    }
}
