package dev.jaas.verification.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;

/** One connection of the {@link TrialServer}, used by its thread only. */
final class TrialConnection {

    private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
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
        if (plan.trouble().isAtAccept()) {
            end(plan.trouble().resets());
        }
    }

    void read() {
        try {
            TrialPlan plan = port.current();
            boolean breaksOff = plan.trouble().isMidRequest() || plan.trouble().isAtAccept();
            if (breaksOff && !finished) {
                buffer.limit(Math.min(buffer.capacity(), Math.max(buffer.position() + 1, plan.cut())));
            }
            int count = channel.read(buffer);
            boolean cutOff = breaksOff && !finished && !buffer.hasRemaining();
            buffer.limit(buffer.capacity());
            if (count < 0) {
                close(false);
                return;
            }
            boolean complete = takeRequests();
            if (cutOff && !complete) {
                end(plan.trouble().resets());
            }
        } catch (IOException brokenByPeer) {
            close(false);
        }
    }

    private boolean takeRequests() {
        boolean any = false;
        for (int length = requestLength(); length > 0; length = requestLength()) {
            String request = new String(buffer.array(), 0, length, ISO_8859_1);
            buffer.flip().position(length);
            buffer.compact();
            any = true;
            int index = TrialPlan.indexIn(request);
            server.received(port, index);
            if (!finished) {
                TrialPlan plan = server.isElsewhere(port) ? TrialPlan.WELL : server.plan(index);
                server.later(plan.answerDelay(), () -> answer(plan));
            }
        }
        return any;
    }

    /** The length of the complete request at the beginning of the buffer, or 0. */
    private int requestLength() {
        String text = new String(buffer.array(), 0, buffer.position(), ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT) + "\r\n";
        int field = head.indexOf("\r\ncontent-length:");
        int body = field < 0
                ? 0
                : Integer.parseInt(head.substring(field + 17, head.indexOf("\r\n", field + 2))
                        .strip());
        return text.length() >= end + 4 + body ? end + 4 + body : 0;
    }

    private void answer(TrialPlan plan) {
        boolean resets = plan.trouble().resets();
        switch (plan.trouble()) {
            case NONE, REFUSED -> send(WELL);
            case STATUS -> send(status(plan));
            case FIN_AFTER_ANSWER, RST_AFTER_ANSWER -> {
                send(WELL);
                server.later(plan.aftermathDelay(), () -> end(resets));
            }
            case UNSOLICITED_408_AFTER_ANSWER -> {
                send(WELL);
                server.later(plan.aftermathDelay(), () -> {
                    send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    end(false);
                });
            }
            case CLOSE_IGNORED -> send(WELL.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            case INTERIM_ANSWER -> send("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n" + WELL);
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
                    .append(server.elsewhere())
                    .append("/elsewhere/")
                    .append(plan.identity().value())
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

    /** By RST at once; by FIN without ceasing to read and count, until the peer closes as well. */
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
            // it is closed all the same
        }
        server.connectionClosed();
    }
}
