// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads the requests of one connection. A head that equals an earlier one of the connection, byte for byte, is not parsed and
 * verified again, so that the server keeps up with every client. It remembers as many as a contender has tokens in use: if it
 * had more work with two tokens than with one, the client would seem slower.
 */
final class RequestHandler extends ByteToMessageDecoder {

    private static final ByteBuf END_OF_HEAD = constant("\r\n\r\n");
    private static final ByteBuf ACCEPTED =
            constant("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    private static final ByteBuf REJECTED =
            constant("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    private static final int MAX_REMEMBERED_HEADS = 2;

    private final RequestVerifier verifier;
    private final ResponseHold hold;
    private final Deque<Head> heads = new ArrayDeque<>(); // the newest first
    private boolean rejected;

    /**
     * A head that was verified.
     *
     * @param bytes the head, with the empty line that ends it
     * @param bodyLength how many bytes of body follow
     */
    @SuppressWarnings("ArrayRecordComponent") // not compared as a record
    private record Head(byte[] bytes, int bodyLength) {

        boolean begins(ByteBuf in) {
            return in.readableBytes() >= bytes.length
                    && ByteBufUtil.equals(in, in.readerIndex(), Unpooled.wrappedBuffer(bytes), 0, bytes.length);
        }
    }

    RequestHandler(RequestVerifier verifier, ResponseHold hold) {
        this.verifier = verifier;
        this.hold = hold;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (rejected) {
            in.skipBytes(in.readableBytes());
            return;
        }
        Head head = verifiedHead(in);
        if (head == null || in.readableBytes() < head.bytes.length + head.bodyLength) {
            return;
        }
        in.skipBytes(head.bytes.length);
        boolean correct = verifier.verifyBody(in.readSlice(head.bodyLength));
        hold.send(() -> respond(context, correct));
    }

    /** The head at the beginning, verified, or null if it is not complete. */
    private Head verifiedHead(ByteBuf in) {
        for (Head head : heads) {
            if (head.begins(in)) {
                return head;
            }
        }
        int start = in.readerIndex();
        int end = ByteBufUtil.indexOf(END_OF_HEAD, in);
        if (end < 0) {
            return null;
        }
        byte[] received = new byte[end - start + END_OF_HEAD.readableBytes()];
        in.getBytes(start, received);
        Head head = new Head(received, verifier.verifyHead(new String(received, StandardCharsets.ISO_8859_1)));
        if (heads.size() == MAX_REMEMBERED_HEADS) {
            heads.removeLast();
        }
        heads.addFirst(head);
        return head;
    }

    private void respond(ChannelHandlerContext context, boolean correct) {
        context.writeAndFlush(correct ? ACCEPTED.duplicate() : REJECTED.duplicate());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        rejected = true;
        if (!(failure instanceof IOException)) { // a client that has ended may reset its connections
            verifier.reject(failure);
        }
        context.close();
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }
}
