// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the requests of one connection. A head that equals the previous one of the connection, byte for byte, is not parsed
 * and verified again, so that the server keeps up with every client.
 */
final class RequestHandler extends ByteToMessageDecoder {

    private static final ByteBuf END_OF_HEAD = constant("\r\n\r\n");
    private static final ByteBuf ACCEPTED =
            constant("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    private static final ByteBuf REJECTED =
            constant("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    private final RequestVerifier verifier;
    private final ResponseHold hold;
    private byte[] head = {};
    private int bodyLength;
    private boolean rejected;

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
        int headLength = headLength(in);
        if (headLength < 0 || in.readableBytes() < headLength + bodyLength) {
            return;
        }
        in.skipBytes(headLength);
        boolean correct = verifier.verifyBody(in.readSlice(bodyLength));
        hold.send(() -> respond(context, correct));
    }

    /** The length of the head at the beginning, verified, or -1 if it is not complete. */
    private int headLength(ByteBuf in) {
        int start = in.readerIndex();
        if (head.length > 0
                && in.readableBytes() >= head.length
                && ByteBufUtil.equals(in, start, Unpooled.wrappedBuffer(head), 0, head.length)) {
            return head.length;
        }
        int end = ByteBufUtil.indexOf(END_OF_HEAD, in);
        if (end < 0) {
            return -1;
        }
        byte[] received = new byte[end - start + END_OF_HEAD.readableBytes()];
        in.getBytes(start, received);
        bodyLength = verifier.verifyHead(new String(received, StandardCharsets.ISO_8859_1));
        head = received;
        return head.length;
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
