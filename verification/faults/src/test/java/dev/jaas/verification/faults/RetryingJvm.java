package dev.jaas.verification.faults;

import dev.jaas.client.JaasClient;
import java.net.http.HttpClient;

/** Runs trials over the JDK's client as it comes, in a JVM that may have been told to send everything again. */
final class RetryingJvm {

    private RetryingJvm() {}

    public static void main(String[] arguments) throws Exception {
        TrialLedger ledger = DialTrial.run(
                CarelessTransport.onJdk(HttpClient.Redirect.NEVER),
                JaasClient::execute,
                Long.parseLong(arguments[0]),
                Integer.parseInt(arguments[1]));
        System.out.println("violations: " + ledger.violations(Long.MAX_VALUE));
    }
}
