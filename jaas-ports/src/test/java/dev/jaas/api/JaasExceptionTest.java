// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class JaasExceptionTest {

    private static final JaasCommand COMMAND =
            new BanJwt(AppId.parse("vpaas-magic-cookie-test"), Jwt.parse("aaaa.bbbb.cccc"));

    private static final JaasCommand DIAL_OUT = JaasCommand.examples(COMMAND.appId()).stream()
            .filter(command -> !command.repeatable())
            .findFirst()
            .orElseThrow();

    private final CommandRefusedException refused = new CommandRefusedException(
            "refused", COMMAND, CommandRefusedException.Reason.OWN_TOKEN, Duration.ofMillis(1));
    private final CommandNotDeliveredException notDelivered =
            new CommandNotDeliveredException("not delivered", COMMAND, 3, Duration.ofMillis(2));
    private final CommandRejectedException rejected = new CommandRejectedException(
            "rejected",
            COMMAND,
            2,
            Duration.ofMillis(3),
            429,
            CommandRejectedException.Reason.RATE_LIMITED,
            Duration.ofSeconds(7),
            "slow down");
    private final DeliveryUnknownException unknown =
            new DeliveryUnknownException("unknown", COMMAND, 1, Duration.ofMillis(4), OptionalInt.of(503));

    @Test
    void permittedSubclasses_always_areTheFourFailures() {
        assertThat(JaasException.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        refused.getClass(), notDelivered.getClass(), rejected.getClass(), unknown.getClass());
    }

    @Test
    void accessors_everyFailure_returnWhatIsKnown() {
        assertThat(List.of(refused, notDelivered, rejected, unknown))
                .extracting(
                        JaasException::attempts,
                        JaasException::elapsed,
                        JaasException::status,
                        JaasException::mayHaveTakenEffect)
                .containsExactly(
                        tuple(0, Duration.ofMillis(1), OptionalInt.empty(), false),
                        tuple(3, Duration.ofMillis(2), OptionalInt.empty(), false),
                        tuple(2, Duration.ofMillis(3), OptionalInt.of(429), false),
                        tuple(1, Duration.ofMillis(4), OptionalInt.of(503), true));
        assertThat(List.of(refused, notDelivered, rejected, unknown))
                .extracting(JaasException::command)
                .containsOnly(COMMAND);
        assertThat(refused.reason()).isEqualTo(CommandRefusedException.Reason.OWN_TOKEN);
        assertThat(rejected.reason()).isEqualTo(CommandRejectedException.Reason.RATE_LIMITED);
        assertThat(rejected.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(rejected.body()).isEqualTo("slow down");
    }

    @Test
    void safeToResend_everyFailureOfEveryCommand_isFalseOnlyForADialOutThatMayHaveTakenEffect() {
        for (JaasCommand command : JaasCommand.examples(COMMAND.appId())) {
            assertThat(failuresOf(command))
                    .extracting(JaasException::safeToResend)
                    .containsExactly(true, true, true, !command.equals(DIAL_OUT));
        }
    }

    @Test
    void status_ofAnUnknownDeliveryWithoutAResponse_isEmpty() {
        assertThat(new DeliveryUnknownException("unknown", COMMAND, 1, Duration.ZERO, OptionalInt.empty()).status())
                .isEmpty();
    }

    private static List<JaasException> failuresOf(JaasCommand command) {
        return List.of(
                new CommandRefusedException(
                        "refused", command, CommandRefusedException.Reason.CLIENT_CLOSED, Duration.ZERO),
                new CommandNotDeliveredException("not delivered", command, 1, Duration.ZERO),
                new CommandRejectedException(
                        "rejected",
                        command,
                        1,
                        Duration.ZERO,
                        404,
                        CommandRejectedException.Reason.NOT_FOUND,
                        null,
                        ""),
                new DeliveryUnknownException("unknown", command, 1, Duration.ZERO, OptionalInt.of(500)));
    }

    @Test
    void toString_everyFailure_showsNoToken() {
        for (JaasException failure : List.of(refused, notDelivered, rejected, unknown)) {
            assertThat(failure.toString() + failure.command()).doesNotContain("aaaa", "bbbb", "cccc");
        }
    }

    @Test
    void find_whenWrapped_returnsTheFailureItself() {
        assertThat(JaasException.find(unknown)).isSameAs(unknown);
        assertThat(JaasException.find(new CompletionException(unknown))).isSameAs(unknown);
        assertThat(JaasException.find(new ExecutionException(new IllegalStateException("outer", unknown))))
                .isSameAs(unknown);
    }

    @Test
    void find_whenThereIsNone_returnsNull() {
        RuntimeException circle = new RuntimeException("a");
        circle.initCause(new RuntimeException("b", circle));

        assertThat(JaasException.find(null)).isNull();
        assertThat(JaasException.find(new CompletionException(null))).isNull();
        assertThat(JaasException.find(circle)).isNull();
    }
}
