// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application does not start with settings that are missing or wrong: it prints what to do, and no secret. */
@Tag("slow")
class FailedStartTest {

    private static final String KEY_ID = "jaas.key-id=vpaas-magic-cookie-96f0941768964ab380ed0fbada7a502f/ed85b6";

    @Test
    void start_withoutKeyId_saysWhichPropertyToSet() throws InterruptedException {
        assertThat(outputOfFailedStart("jaas.private-key=file:jaas.pem"))
                .contains(
                        "APPLICATION FAILED TO START",
                        "The property jaas.key-id is not set.",
                        "the API keys page of the JaaS console");
    }

    @Test
    void start_keyThatIsNoKey_isRefusedWithoutPrintingIt() throws InterruptedException {
        assertThat(outputOfFailedStart(KEY_ID, "jaas.private-key=c2VjcmV0LXRleHQtb2YtYS1rZXk"))
                .contains("APPLICATION FAILED TO START", "The private key of jaas.private-key cannot be used.")
                .doesNotContain("c2VjcmV0LXRleHQtb2YtYS1rZXk");
    }

    /** Spring Boot's own analysis would print the value. */
    @Test
    void start_secretWithAnIndexOutOfOrder_isRefusedWithoutPrintingIt() throws InterruptedException {
        assertThat(outputOfFailedStart(
                        KEY_ID, "jaas.private-key=file:jaas.pem", "jaas.webhooks.secrets[1]=whsec_sesame"))
                .contains(
                        "APPLICATION FAILED TO START", "jaas.webhooks.secrets cannot be read; its value is not shown.")
                .doesNotContain("sesame");
    }

    private static String outputOfFailedStart(String... properties) throws InterruptedException {
        try (ApplicationProcess application = ApplicationProcess.start(properties)) {
            assertThat(application.awaitExit()).isEqualTo(1);
            assertThat(application.output()).doesNotContain("\tat ");
            return application.output();
        }
    }
}
