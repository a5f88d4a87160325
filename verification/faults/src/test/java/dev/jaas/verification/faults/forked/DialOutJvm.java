// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.forked;

import dev.jaas.api.CommandReceipt;
import dev.jaas.client.JaasClient;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.Scanner;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Sends a dial-out to each base URL that it reads, all over one transport, whose kind is its argument. */
final class DialOutJvm {

    private static final Duration AMPLE = Duration.ofSeconds(30);

    private DialOutJvm() {}

    public static void main(String[] arguments) {
        HttpTransport transport = TransportKind.valueOf(arguments[0])
                .create(TransportSettings.builder().connectTimeout(AMPLE).build());
        TestSigner signer = new TestSigner();
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            CommandReceipt receipt = null;
            Throwable failure = null;
            try (JaasClient client = JaasClient.builder(signer, transport)
                    .baseUrl(URI.create(in.nextLine()))
                    .commandTimeout(AMPLE)
                    .build()) {
                receipt = client.execute(Examples.DIAL_OUT).join();
            } catch (CompletionException e) {
                failure = e.getCause();
            }
            report(receipt, failure);
        }
        System.exit(0); // whatever else runs
    }

    private static void report(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        if (failure != null) {
            System.out.println(failure.getMessage());
        }
        System.out.println("verdict: " + Verdict.of(receipt, failure));
    }
}
