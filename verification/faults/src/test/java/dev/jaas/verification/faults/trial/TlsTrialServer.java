// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jaas.testkit.transport.TestAuthority;
import dev.jaas.verification.faults.HttpRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Receives one request on each connection over TLS, and then breaks TLS in one of several ways. */
final class TlsTrialServer implements AutoCloseable {

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final SSLContext CONTEXT = AUTHORITY.issue("localhost");
    private static final int ALERT = 21;
    private static final int APPLICATION_DATA = 23;

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final IntFunction<TrialPlan> plans;
    private final IntConsumer onRequest;

    /**
     * Starts the server.
     *
     * @param plans gives the plan of a trial
     * @param onRequest receives the number of the trial of each complete request, -1 if it is of none
     */
    TlsTrialServer(IntFunction<TrialPlan> plans, IntConsumer onRequest) throws IOException {
        this.plans = plans;
        this.onRequest = onRequest;
        start(this::acceptAll);
    }

    /** Returns what a transport must trust. */
    static X509Certificate certificate() {
        return AUTHORITY.certificate();
    }

    URI uri() {
        return URI.create("https://localhost:" + listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // close() has closed the listener
        }
    }

    private void serve(Socket tcp) {
        try (tcp) {
            SSLSocket tls = (SSLSocket) CONTEXT.getSocketFactory()
                    .createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), false);
            tls.setUseClientMode(false);
            // Which trial it is shows only in the request, so that chance decides on the version; both occur.
            tls.setEnabledProtocols(new String[] {tcp.getPort() % 2 == 0 ? "TLSv1.2" : "TLSv1.3"});
            int index = TrialPlan.findIndex(readRequest(tls));
            breakTls(tls, tcp, index < 0 ? TrialPlan.SUCCESS : plans.apply(index));
            readRequest(tls); // counts one that is sent again
        } catch (IOException e) {
            // the plan or the client has ended the connection
        }
    }

    private String readRequest(SSLSocket tls) throws IOException {
        StringBuilder request = new StringBuilder();
        while (HttpRequests.lengthOfFirst(request.toString()) == 0) {
            int next = tls.getInputStream().read();
            if (next < 0) {
                throw new IOException("the client has closed the connection");
            }
            request.append((char) next);
        }
        onRequest.accept(TrialPlan.findIndex(request.toString()));
        return request.toString();
    }

    private static void breakTls(SSLSocket tls, Socket tcp, TrialPlan plan) throws IOException {
        switch (plan.variant() % 8) {
            case 0 -> tls.shutdownOutput();
            case 1 -> tcp.shutdownOutput();
            case 2 -> tcp.setSoLinger(true, 0); // and closes
            case 3 -> tcp.getOutputStream().write(record(plan, APPLICATION_DATA));
            case 4 -> tcp.getOutputStream().write(record(plan, ALERT));
            case 5 -> tcp.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
            case 6 -> {
                tls.getOutputStream().write("HTTP/1.1 20".getBytes(ISO_8859_1));
                tcp.shutdownOutput();
            }
            default -> {
                tls.setNeedClientAuth(true); // in TLS 1.2 a renegotiation, in 1.3 an update of the keys
                tls.startHandshake();
            }
        }
        if (plan.variant() % 8 == 2) {
            tcp.close();
        }
    }

    /** A record without encryption, or of random bytes that nobody can decipher. */
    private static byte[] record(TrialPlan plan, int type) {
        byte[] record = new byte[type == ALERT ? 7 : 5 + 32 + plan.cut()];
        new SplittableRandom(plan.index()).nextBytes(record);
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) ((record.length - 5) >> 8);
        record[4] = (byte) (record.length - 5);
        if (type == ALERT) {
            record[5] = 2; // fatal
        }
        return record;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tls-trial-server");
        thread.setDaemon(true);
        thread.start();
    }
}
