// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.CommandRejectedException.Reason;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A command fails with the exception that says what is known about it. */
abstract class FailingContract extends ManagementContract {

    private static final String CLAIMS = "eyJyb29tIjoiKiJ9";
    private static final JaasCommand BAN_JWT =
            new BanJwt(APP, Jwt.parse("eyJhbGciOiJSUzI1NiJ9." + CLAIMS + ".c2lnbmF0dXJlLW9mLXRoZS1ndWVzdA"));

    FailingContract(ConferenceManagementContract contract) {
        super(contract);
    }

    @Test
    void execute_fails_withJaasExceptionItself() {
        ConferenceManagement management = management(ServiceBehaviour.FORBIDDEN);

        assertThat(failureOf(atOnce(() -> management.execute(DIAL_OUT))))
                .as(
                        "The future must fail with the JaasException itself. The usual cause is that it was derived by thenApply"
                                + " or handle, which wrap it in a CompletionException.")
                .isInstanceOf(JaasException.class);
    }

    @Test
    void executor_given_failsWithJaasExceptionItself() {
        ConferenceManagement management = management(ServiceBehaviour.FORBIDDEN);

        assertThat(failureOf(atOnce(() -> management.execute(DIAL_OUT, Runnable::run))))
                .as("The future of execute(command, executor) must fail with the JaasException itself, too.")
                .isInstanceOf(JaasException.class);
    }

    @Test
    void execute_rejected_failsWithReasonAndStatus() {
        Map<ServiceBehaviour, Reason> reasons = new EnumMap<>(Map.of(
                ServiceBehaviour.INVALID, Reason.INVALID,
                ServiceBehaviour.UNAUTHENTICATED, Reason.UNAUTHENTICATED,
                ServiceBehaviour.FORBIDDEN, Reason.FORBIDDEN,
                ServiceBehaviour.NOT_FOUND, Reason.NOT_FOUND,
                ServiceBehaviour.GONE, Reason.NOT_FOUND,
                ServiceBehaviour.RATE_LIMITED, Reason.RATE_LIMITED,
                ServiceBehaviour.REDIRECTED, Reason.REDIRECTED,
                ServiceBehaviour.CONFLICT, Reason.OTHER));
        ConferenceManagement management = management(reasons.keySet().toArray(ServiceBehaviour[]::new));

        reasons.forEach((behaviour, reason) -> {
            JaasException failure = failure(management, behaviour, DIAL_OUT);
            assertThat(failure)
                    .as("%s: the service has rejected the command.", behaviour)
                    .isInstanceOfSatisfying(CommandRejectedException.class, rejected -> {
                        assertThat(rejected.reason())
                                .as("%s: reason()", behaviour)
                                .isEqualTo(reason);
                        assertThat(rejected.retryAfter())
                                .as("%s: retryAfter() must say what the response's Retry-After says.", behaviour)
                                .isEqualTo(behaviour.retryAfter());
                        assertThat(rejected.body())
                                .as("%s: body() holds at most 400 characters.", behaviour)
                                .hasSizeLessThanOrEqualTo(400);
                    });
            assertFields(failure, behaviour, DIAL_OUT, 1, false);
        });
    }

    @Test
    void execute_connectionRefused_failsAsNotDelivered() {
        ServiceBehaviour refused = ServiceBehaviour.CONNECTION_REFUSED;
        JaasException failure = failure(management(refused), refused, DIAL_OUT);

        assertThat(failure)
                .as("A command that did not reach the service was not delivered.")
                .isInstanceOf(CommandNotDeliveredException.class);
        assertFields(failure, refused, DIAL_OUT, 1, false);
    }

    @Test
    void execute_noUsableResponse_failsAsUnknown() {
        ServiceBehaviour[] script = {ServiceBehaviour.CONNECTION_BROKEN, ServiceBehaviour.UNAVAILABLE};
        ConferenceManagement management = management(script);

        for (ServiceBehaviour behaviour : script) {
            JaasException failure = failure(management, behaviour, DIAL_OUT);
            assertThat(failure)
                    .as("%s: the service may have executed the command.", behaviour)
                    .isInstanceOf(DeliveryUnknownException.class);
            assertFields(failure, behaviour, DIAL_OUT, 1, true);
        }
    }

    @Test
    void dialOut_fails_isSentOnce() {
        ServiceBehaviour[] script = {
            ServiceBehaviour.CONNECTION_BROKEN,
            ServiceBehaviour.UNAVAILABLE,
            ServiceBehaviour.RATE_LIMITED,
            ServiceBehaviour.CONNECTION_REFUSED
        };
        ConferenceManagement management = management(script);

        for (int i = 0; i < script.length; i++) {
            CompletableFuture<?> future = atOnce(() -> management.execute(DIAL_OUT));
            get(future.handle((receipt, failure) -> "ended"), "A command must end.");
            assertReceived(
                    i + 1, script[i] + ": a dial-out must be sent at most once: it rings, and is billed, again.");
        }
    }

    @Test
    void execute_otherAppId_isRefused() {
        ConferenceManagement management = management();

        for (JaasCommand command : JaasCommand.examples(OTHER_APP)) {
            JaasException failure = jaasFailureOf(atOnce(() -> management.execute(command)));
            assertThat(failure)
                    .as("A command for another AppID must be refused.")
                    .isInstanceOfSatisfying(
                            CommandRefusedException.class,
                            refused -> assertThat(refused.reason())
                                    .as("reason()")
                                    .isEqualTo(CommandRefusedException.Reason.FOREIGN_APP));
            assertThat(failure.attempts())
                    .as("A refused command has no attempt.")
                    .isZero();
            assertThat(failure.mayHaveTakenEffect()).as("mayHaveTakenEffect()").isFalse();
        }
        assertReceived(0, "A command for another AppID must not be sent.");
    }

    @Test
    void execute_fails_showsNoToken() {
        ServiceBehaviour[] script = {ServiceBehaviour.INVALID, ServiceBehaviour.FORBIDDEN};
        ConferenceManagement management = management(script);

        for (ServiceBehaviour behaviour : script) {
            JaasException failure = failure(management, behaviour, BAN_JWT);
            assertThat(failure + " " + failure.command())
                    .as("%s: an exception must not show a token.", behaviour)
                    .doesNotContain(CLAIMS);
        }
    }

    private JaasException failure(ConferenceManagement management, ServiceBehaviour behaviour, JaasCommand command) {
        CompletableFuture<?> future = atOnce(() -> management.execute(command));
        get(future.handle((receipt, failure) -> "ended"), behaviour + ": a command must end.");
        return jaasFailureOf(future);
    }

    private static void assertFields(
            JaasException failure, ServiceBehaviour behaviour, JaasCommand command, int attempts, boolean effect) {
        assertThat(failure.command()).as("%s: command()", behaviour).isEqualTo(command);
        assertThat(failure.status()).as("%s: status()", behaviour).isEqualTo(behaviour.status());
        assertThat(failure.attempts()).as("%s: attempts()", behaviour).isEqualTo(attempts);
        assertThat(failure.elapsed()).as("%s: elapsed()", behaviour).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(failure.mayHaveTakenEffect())
                .as("%s: mayHaveTakenEffect()", behaviour)
                .isEqualTo(effect);
        assertThat(failure.getMessage()).as("%s: the message", behaviour).isNotBlank();
    }
}
