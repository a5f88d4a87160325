// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jaas.verification.faults.HttpRequests;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/** One connection of the {@link TrialServer}, used by its thread only. */
final class TrialConnection {

    private static final String SUCCESS = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private static final List<String> GARBAGE = List.of(
            "SSH-2.0-OpenSSH_9.6\r\n\r\n",
            "HTTP/1.1 2x0 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "\0\0\0\0\r\n\r\n",
            "HTTP/9.9\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}");

    private final TrialServer server;
    private final TrialServer.Port port;
    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);
    private boolean finished;

    TrialConnection(TrialServer server, TrialServer.Port port, SocketChannel channel) {
        this.server = server;
        this.port = port;
        this.channel = channel;
    }

    void accepted() {
        TrialPlan plan = port.current();
        if (plan.fault().isAtAccept()) {
            end(plan.fault().resets());
        }
    }

    void read() {
        try {
            TrialPlan plan = port.current();
            boolean cutsOff = plan.fault().isMidRequest() || plan.fault().isAtAccept();
            if (cutsOff && !finished) {
                buffer.limit(Math.min(buffer.capacity(), Math.max(buffer.position() + 1, plan.cut())));
            }
            int count = channel.read(buffer);
            boolean cutOff = cutsOff && !finished && !buffer.hasRemaining();
            buffer.limit(buffer.capacity());
            if (count < 0) {
                close(false);
                return;
            }
            boolean complete = takeRequests();
            if (cutOff && !complete) {
                end(plan.fault().resets());
            }
        } catch (IOException brokenByPeer) {
            close(false);
        }
    }

    /** Returns whether there was a complete request. */
    private boolean takeRequests() {
        boolean any = false;
        for (int length = requestLength(); length > 0; length = requestLength()) {
            String request = new String(buffer.array(), 0, length, ISO_8859_1);
            buffer.flip().position(length);
            buffer.compact();
            any = true;
            int index = TrialPlan.findIndex(request);
            server.received(port, index);
            if (!finished) {
                TrialPlan plan = server.isRedirectTarget(port) ? TrialPlan.SUCCESS : server.plan(index);
                server.schedule(plan.responseDelay(), () -> respond(plan));
            }
        }
        return any;
    }

    private int requestLength() {
        return HttpRequests.lengthOfFirst(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
    }

    private void respond(TrialPlan plan) {
        boolean resets = plan.fault().resets();
        switch (plan.fault()) {
            case NONE, REFUSED, TLS_AFTER_READING -> send(SUCCESS);
            case STATUS -> send(status(plan));
            case FIN_AFTER_RESPONSE, RST_AFTER_RESPONSE -> {
                send(SUCCESS);
                server.schedule(plan.closeDelay(), () -> end(resets));
            }
            case UNSOLICITED_408_AFTER_RESPONSE -> {
                send(SUCCESS);
                server.schedule(plan.closeDelay(), () -> {
                    send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    end(false);
                });
            }
            case CLOSE_ANNOUNCED_ONLY -> send(SUCCESS.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            case INTERIM_RESPONSE -> send("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n" + SUCCESS);
            case FIN_AT_ACCEPT, RST_AT_ACCEPT, FIN_MID_REQUEST, RST_MID_REQUEST, FIN_AFTER_READING, RST_AFTER_READING ->
                end(resets);
            case FIN_MID_HEAD, RST_MID_HEAD -> {
                send(partOfHead(plan));
                end(resets);
            }
            case FIN_MID_BODY, RST_MID_BODY -> {
                send(partOfBody(plan));
                end(resets);
            }
            case GARBAGE -> {
                send(GARBAGE.get(plan.variant() % GARBAGE.size()));
                close(false);
            }
            case SILENCE -> {}
            case STALLED_HEAD -> send(partOfHead(plan));
            case STALLED_BODY -> send(partOfBody(plan));
        }
    }

    private String status(TrialPlan plan) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + plan.status() + " Trial\r\n");
        if (plan.status() / 100 == 3) {
            head.append("Location: ")
                    .append(server.redirectTarget())
                    .append("/redirected/")
                    .append(plan.phoneNumber().value())
                    .append("\r\n");
        }
        if (plan.status() == 429 || plan.status() == 503) {
            head.append("Retry-After: ").append(plan.variant() % 3).append("\r\n");
        }
        if (plan.status() == 401) {
            head.append("WWW-Authenticate: Bearer\r\n");
        }
        return plan.status() == 204 || plan.status() == 304
                ? head.append("\r\n").toString()
                : head.append("Content-Length: 2\r\n\r\n{}").toString();
    }

    private String partOfHead(TrialPlan plan) {
        String head = status(plan);
        return head.substring(0, 1 + plan.cut() % (head.indexOf("\r\n\r\n") + 2));
    }

    private static String partOfBody(TrialPlan plan) {
        return "HTTP/1.1 " + plan.status() + " Trial\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(plan.cut());
    }

    private void send(String text) {
        try {
            if (channel.isOpen() && !finished) {
                channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            }
        } catch (IOException brokenByPeer) {
            close(false);
        }
    }

    /** Resets the connection, or sends a FIN and goes on to read and count requests until the peer closes too. */
    private void end(boolean reset) {
        if (reset) {
            close(true);
            return;
        }
        try {
            if (channel.isOpen() && !finished) {
                finished = true;
                channel.shutdownOutput();
            }
        } catch (IOException brokenByPeer) {
            close(false);
        }
    }

    private void close(boolean reset) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            // it is closed nevertheless
        }
        server.connectionClosed();
    }
}
