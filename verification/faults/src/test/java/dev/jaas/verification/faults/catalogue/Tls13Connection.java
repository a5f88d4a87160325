// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.verification.faults.catalogue.Tls13Keys.concat;
import static dev.jaas.verification.faults.catalogue.Tls13Keys.expand;
import static dev.jaas.verification.faults.catalogue.Tls13Keys.hmac;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * The server's side of a TLS 1.3 connection (RFC 8446) that can send any record, also those that a real server never sends.
 * Just enough of TLS for a client that offers X25519 and TLS_AES_128_GCM_SHA256. Not thread-safe.
 */
final class Tls13Connection {

    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final byte APPLICATION_DATA = 23;
    static final int KEY_UPDATE = 24;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final byte[] ZEROS = new byte[Tls13Keys.HASH_LENGTH];
    private static final byte[] X25519_SHARE = {0, 0x1d, 0, 32};

    private final DataInputStream in;
    private final OutputStream out;
    private byte[] transcript = {};
    private Tls13Keys readKeys;
    private Tls13Keys writeKeys;

    /** Takes part in the handshake. */
    Tls13Connection(Socket socket, PrivateKey key, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        byte[] clientHello = readPlainRecord(HANDSHAKE);
        KeyPair share = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] serverHello = serverHello(clientHello, (XECPublicKey) share.getPublic());
        transcript = concat(clientHello, serverHello);
        byte[] early = hmac(ZEROS, ZEROS);
        byte[] handshake = hmac(derive(early, "derived", sha256(new byte[0])), agree(share, clientHello));
        readKeys = new Tls13Keys(derive(handshake, "c hs traffic", sha256(transcript)));
        writeKeys = new Tls13Keys(derive(handshake, "s hs traffic", sha256(transcript)));
        writeRaw(concat(plainHeader(HANDSHAKE, serverHello.length), serverHello));
        writeRaw(new byte[] {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1});
        int flight = transcript.length;
        transcript = concat(transcript, message(8, new byte[2]), certificateMessage(certificate));
        transcript = concat(transcript, message(15, certificateVerify(key)));
        transcript = concat(transcript, message(20, writeKeys.finished(sha256(transcript))));
        send(HANDSHAKE, Arrays.copyOfRange(transcript, flight, transcript.length));
        byte[] master = hmac(derive(handshake, "derived", sha256(new byte[0])), ZEROS);
        writeKeys = new Tls13Keys(derive(master, "s ap traffic", sha256(transcript)));
        readFinished();
        readKeys = new Tls13Keys(derive(master, "c ap traffic", sha256(transcript)));
    }

    /** Returns the next application data, or an empty array at the end of the connection. Follows the client's KeyUpdates. */
    byte[] read() throws IOException, GeneralSecurityException {
        try {
            while (true) {
                byte[] inner = readKeys.decrypt(readPlainRecord(APPLICATION_DATA));
                int type = inner[inner.length - 1];
                if (type == ALERT) {
                    return new byte[0];
                }
                if (type == APPLICATION_DATA && inner.length > 1) {
                    return Arrays.copyOf(inner, inner.length - 1);
                }
                if (type == HANDSHAKE && inner[0] == KEY_UPDATE) {
                    readKeys = readKeys.next();
                }
            }
        } catch (EOFException e) {
            return new byte[0];
        }
    }

    /** Sends an encrypted record. */
    void send(int type, byte[] content) throws IOException {
        try {
            writeRaw(writeKeys.encrypt(type, content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends application data, each character as one byte. */
    void send(String text) throws IOException {
        send(APPLICATION_DATA, text.getBytes(ISO_8859_1));
    }

    /** Sends an encrypted alert of the level fatal, or of the level warning where the protocol has that (RFC 8446 §6.1). */
    void alert(int description) throws IOException {
        boolean isWarning = description == 0 || description == 90;
        send(ALERT, new byte[] {(byte) (isWarning ? 1 : 2), (byte) description});
    }

    /** Sends an encrypted handshake message. */
    void handshake(int type, byte[] body) throws IOException {
        send(HANDSHAKE, message(type, body));
    }

    /** Sends a KeyUpdate (RFC 8446 §4.6.3) and uses the new keys from then on. */
    void keyUpdate(boolean requested) throws IOException {
        handshake(KEY_UPDATE, new byte[] {(byte) (requested ? 1 : 0)});
        try {
            writeKeys = writeKeys.next();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private void readFinished() throws IOException, GeneralSecurityException {
        byte[] inner = readKeys.decrypt(readPlainRecord(APPLICATION_DATA));
        if (inner[inner.length - 1] != HANDSHAKE) {
            throw new IOException("the client has ended the handshake");
        }
    }

    /** Returns the payload of the next record, which must be of a type; leaves out change_cipher_spec. */
    private byte[] readPlainRecord(int type) throws IOException {
        while (true) {
            int found = in.readUnsignedByte();
            in.readUnsignedShort(); // version
            byte[] payload = new byte[in.readUnsignedShort()];
            in.readFully(payload);
            if (found == type) {
                return payload;
            }
            if (found != CHANGE_CIPHER_SPEC) {
                throw new IOException("unexpected record of type " + found);
            }
        }
    }

    private static byte[] serverHello(byte[] clientHello, XECPublicKey share) {
        int sessionIdLength = clientHello[38];
        byte[] sessionId = Arrays.copyOfRange(clientHello, 38, 39 + sessionIdLength);
        byte[] random = sha256(clientHello);
        byte[] extensions = concat(
                new byte[] {0, 46, 0, 0x2b, 0, 2, 3, 4, 0, 0x33, 0, 36}, X25519_SHARE, reverse(toBytes(share.getU())));
        return message(2, concat(new byte[] {3, 3}, random, sessionId, new byte[] {0x13, 1, 0}, extensions));
    }

    private static byte[] agree(KeyPair share, byte[] clientHello) throws GeneralSecurityException {
        byte[] key = reverse(findShare(clientHello));
        key[0] &= 0x7f;
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(share.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("X25519")
                        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, key))),
                true);
        return agreement.generateSecret();
    }

    private static byte[] findShare(byte[] clientHello) {
        ByteBuffer hello = ByteBuffer.wrap(clientHello);
        hello.position(38);
        hello.position(hello.position() + 1 + hello.get(hello.position())); // session id
        hello.position(hello.position() + 2 + hello.getShort(hello.position())); // cipher suites
        hello.position(hello.position() + 1 + hello.get(hello.position()) + 2); // compression, length of the extensions
        while (hello.hasRemaining()) {
            int extension = hello.getShort();
            int end = hello.getShort() + hello.position();
            if (extension == 0x33) {
                hello.getShort();
                while (hello.position() < end) {
                    int group = hello.getShort();
                    byte[] key = new byte[hello.getShort()];
                    hello.get(key);
                    if (group == 0x1d) {
                        return key;
                    }
                }
            }
            hello.position(end);
        }
        throw new IllegalStateException("the client offers no X25519 key share");
    }

    private static byte[] certificateMessage(X509Certificate certificate) throws GeneralSecurityException {
        byte[] encoded = certificate.getEncoded();
        return message(
                11, concat(new byte[1], length(encoded.length + 5), length(encoded.length), encoded, new byte[2]));
    }

    private byte[] certificateVerify(PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update((" ".repeat(64) + "TLS 1.3, server CertificateVerify\0").getBytes(ISO_8859_1));
        signature.update(sha256(transcript));
        byte[] signed = signature.sign();
        return concat(new byte[] {4, 3, 0, (byte) signed.length}, signed);
    }

    private static byte[] message(int type, byte[] body) {
        return concat(new byte[] {(byte) type}, length(body.length), body);
    }

    private static byte[] length(int length) {
        return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    private static byte[] plainHeader(int type, int length) {
        return new byte[] {(byte) type, 3, 3, (byte) (length >> 8), (byte) length};
    }

    private static byte[] derive(byte[] secret, String label, byte[] hash) throws GeneralSecurityException {
        return expand(secret, label, hash, Tls13Keys.HASH_LENGTH);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] toBytes(BigInteger number) {
        byte[] all = concat(new byte[32], number.toByteArray());
        return Arrays.copyOfRange(all, all.length - 32, all.length);
    }

    private static byte[] reverse(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
