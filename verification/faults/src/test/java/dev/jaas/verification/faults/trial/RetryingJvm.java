// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import dev.jaas.client.JaasClient;
import java.net.http.HttpClient;

/** Runs trials over a plain JDK client, in a JVM that may be configured to retry every request. */
final class RetryingJvm {

    private RetryingJvm() {}

    public static void main(String[] arguments) throws Exception {
        TrialLedger ledger = DialTrial.run(
                FaultyTransports.plainJdk(HttpClient.Redirect.NEVER),
                JaasClient::execute,
                Long.parseLong(arguments[0]),
                Integer.parseInt(arguments[1]));
        System.out.println("violations: " + ledger.violations(Long.MAX_VALUE));
    }
}
