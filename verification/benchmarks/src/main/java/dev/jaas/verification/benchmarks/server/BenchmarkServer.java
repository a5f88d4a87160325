// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.server;

import dev.jaas.verification.benchmarks.WorkDirectory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The server of the load runner, in a process of its own: HTTP/1.1 and the same over TLS 1.3, on two ports of loopback. It
 * verifies each request and counts. Its standard input takes {@code counts}, {@code hold} (keep back all responses) and
 * {@code release}, one a line; it ends with its standard input.
 */
public final class BenchmarkServer {

    private static final int BACKLOG = 2048;

    /** As long as clients wait: on a busy machine the first handshakes take long. */
    private static final int HANDSHAKE_SECONDS = 40;

    private BenchmarkServer() {}

    /** Serves until the standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        WorkDirectory directory = new WorkDirectory(Path.of(args[0]));
        RequestVerifier verifier = new RequestVerifier(directory);
        SslContext tls = SslContextBuilder.forServer(
                        directory.tlsCertificate().toFile(), directory.tlsKey().toFile())
                .protocols("TLSv1.3")
                .build();
        ResponseHold hold = new ResponseHold();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel plain = listen(loops, verifier, hold, null);
        Channel encrypted = listen(loops, verifier, hold, tls);
        System.out.println(port(plain) + " " + port(encrypted));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "counts" -> System.out.println(verifier.verified() + " " + verifier.rejected());
                case "hold" -> {
                    hold.begin();
                    System.out.println("held");
                }
                case "release" -> {
                    hold.end();
                    System.out.println("released");
                }
                default -> throw new IllegalArgumentException(command);
            }
        }
        loops.shutdownGracefully();
    }

    private static Channel listen(EventLoopGroup loops, RequestVerifier verifier, ResponseHold hold, SslContext tls)
            throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            SslHandler handler = tls.newHandler(channel.alloc());
                            handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
                            channel.pipeline().addLast(handler);
                        }
                        channel.pipeline().addLast(new RequestHandler(verifier, hold));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }
}
