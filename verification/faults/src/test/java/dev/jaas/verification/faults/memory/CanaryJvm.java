// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.api.CommandReceipt;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.TransportKind;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Uses secrets that it reads from standard input, prints everything that can be printed, closes what it has used and, while
 * still referring to it, writes its live heap to a file on each request.
 */
final class CanaryJvm {

    private static final Logger ROOT = Logger.getLogger("");
    /** The JDK's internal debug log quotes the first line of a malformed response, and one of these responses is a token. */
    private static final Logger JDK_DEBUGGING = Logger.getLogger("jdk.internal.httpclient.debug");

    private static final TransportSettings SETTINGS = TransportSettings.defaults();

    private CanaryJvm() {}

    public static void main(String[] arguments) throws Exception {
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        for (Handler other : ROOT.getHandlers()) {
            ROOT.removeHandler(other);
        }
        ROOT.addHandler(console);
        ROOT.setLevel(Level.ALL);
        JDK_DEBUGGING.setLevel(Level.INFO);
        // Not System.in, whose buffer would keep the secrets.
        try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            List<Object> used = new ArrayList<>();
            try (PemJwsSigner signer = signer(in);
                    HttpTransport transport =
                            TransportKind.valueOf(arguments[0]).create(SETTINGS);
                    HttpTransport unused = TransportKind.valueOf(arguments[0]).create(SETTINGS)) {
                used.addAll(List.of(signer, transport, unused));
                use(signer, transport, read(in), Arrays.asList(arguments).subList(2, arguments.length), used);
            }
            System.out.println("closed: " + used.size());
            for (int heap = 0; in.read() > 0; heap++) {
                System.gc();
                // The JDK's RSA blinding drops the parameters of collected keys only when it is used again.
                new TestSigner().sign(new byte[1]);
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpHeap(arguments[1] + heap + ".hprof", true);
                System.out.println("heap: " + heap);
            }
            System.out.println("held: " + used);
        }
        System.exit(0);
    }

    private static PemJwsSigner signer(FileInputStream in) throws IOException {
        byte[] pem = read(in);
        try {
            return PemJwsSigner.builder(TestSigner.KEY_ID).fromStream(new ByteArrayInputStream(pem));
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    private static void use(
            PemJwsSigner signer, HttpTransport transport, byte[] banned, List<String> urls, List<Object> used)
            throws Exception {
        JaasCommand ban =
                new BanJwt(TestSigner.KEY_ID.appId(), Jwt.parse(new String(banned, StandardCharsets.US_ASCII)));
        Arrays.fill(banned, (byte) 0);
        for (String url : urls) {
            try (JaasClient client = JaasClient.builder(signer, transport)
                    .baseUrl(URI.create(url))
                    .commandTimeout(Duration.ofSeconds(2))
                    .attemptTimeout(Duration.ofSeconds(1))
                    .maxAttempts(2)
                    .build()) {
                used.add(client);
                for (JaasCommand command : List.of(ban, Examples.DIAL_OUT)) {
                    CompletableFuture<CommandReceipt> future = client.execute(command);
                    ToStringCrawler.crawl(client, signer, transport, command, future)
                            .forEach(System.out::println);
                    CompletableFuture<Object> result =
                            future.handle((receipt, failure) -> receipt == null ? failure : receipt);
                    print(result.join());
                    ToStringCrawler.crawl(client, future).forEach(System.out::println);
                }
            }
        }
    }

    private static void print(Object result) {
        System.out.println("result: " + result);
        if (result instanceof Throwable failure) {
            failure.printStackTrace(System.out);
        }
    }

    private static byte[] read(FileInputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] secret = new byte[data.readInt()];
        data.readFully(secret);
        return secret;
    }
}
