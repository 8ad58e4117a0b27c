package io.podgate.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.VertxHandler;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Stands at the door of the port for callers and has {@link Unreadable} answer what is no HTTP. Vert.x has a handler
 * for that, but Quarkus keeps its server to itself; so every connection is given the handler as it is accepted.
 */
@Singleton
final class Threshold {

    private final Vertx vertx;
    private final HttpServer server;
    private final Unreadable unreadable;

    Threshold(Vertx vertx, HttpServer server, Unreadable unreadable) {
        this.vertx = vertx;
        this.server = server;
        this.unreadable = unreadable;
    }

    void open(@ObservesAsync HttpServerStart started) {
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> loop.execute(() -> {
                    if (loop instanceof SingleThreadEventLoop acceptor) {
                        acceptor.registeredChannelsIterator().forEachRemaining(this::watch);
                    }
                }));
    }

    private void watch(Channel channel) {
        if (channel instanceof ServerChannel
                && channel.localAddress() instanceof InetSocketAddress address
                && address.getPort() == server.getPort()) {
            channel.pipeline().addFirst(new Door());
        }
    }

    /** Sees connections as they are accepted. */
    private final class Door extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addLast(new Guest());
            }
            context.fireChannelRead(accepted);
        }
    }

    /**
     * Sees what comes in on a connection. Vert.x puts its handlers behind it one by one, the last of them with the
     * first request that is decoded; until then this keeps to the end of the line.
     */
    private final class Guest extends ChannelInboundHandlerAdapter {

        private boolean introduced;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                introduce(context.pipeline());
                check(request);
            } else if (!introduced && context.pipeline().last() != this) {
                context.pipeline().remove(this);
                context.pipeline().addLast(new Guest());
            }
            context.fireChannelRead(message);
        }

        private void introduce(ChannelPipeline line) {
            VertxHandler<?> vertxs = line.get(VertxHandler.class);
            if (!introduced && vertxs != null && vertxs.getConnection() instanceof HttpServerConnection connection) {
                connection.invalidRequestHandler(unreadable::end);
                introduced = true;
            }
        }

        /** What the decoder lets pass, and Vert.x or Quarkus would answer with a bare status. */
        private static void check(HttpRequest request) {
            if (request.decoderResult().isSuccess() && !isPlausible(request)) {
                request.setDecoderResult(DecoderResult.failure(new Unreadable.RequestLine()));
            }
        }

        private static boolean isPlausible(HttpRequest request) {
            HttpVersion version = request.protocolVersion();
            if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
                return false;
            }
            try {
                new URI(request.uri());
                return true;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
