package dev.jaas.port.driving;

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

    private final CommandRefusedException refused =
            new CommandRefusedException("refused", COMMAND, CommandRefusedException.Reason.OWN_TOKEN);
    private final CommandNotDeliveredException notDelivered =
            new CommandNotDeliveredException("not delivered", COMMAND, 3);
    private final CommandRejectedException rejected = new CommandRejectedException(
            "rejected",
            COMMAND,
            2,
            429,
            CommandRejectedException.Reason.RATE_LIMITED,
            Duration.ofSeconds(7),
            "slow down");
    private final DeliveryUnknownException unknown =
            new DeliveryUnknownException("unknown", COMMAND, 1, OptionalInt.of(503));

    @Test
    void tree_hasTheFourWaysInWhichACommandFails() {
        assertThat(JaasException.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        refused.getClass(), notDelivered.getClass(), rejected.getClass(), unknown.getClass());
    }

    @Test
    void accessors_everyFailure_tellsWhatIsKnown() {
        assertThat(List.of(refused, notDelivered, rejected, unknown))
                .extracting(JaasException::attempts, JaasException::status, JaasException::mayHaveTakenEffect)
                .containsExactly(
                        tuple(0, OptionalInt.empty(), false),
                        tuple(3, OptionalInt.empty(), false),
                        tuple(2, OptionalInt.of(429), false),
                        tuple(1, OptionalInt.of(503), true));
        assertThat(List.of(refused, notDelivered, rejected, unknown))
                .extracting(JaasException::command)
                .containsOnly(COMMAND);
        assertThat(refused.reason()).isEqualTo(CommandRefusedException.Reason.OWN_TOKEN);
        assertThat(rejected.reason()).isEqualTo(CommandRejectedException.Reason.RATE_LIMITED);
        assertThat(rejected.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(rejected.body()).isEqualTo("slow down");
    }

    @Test
    void toString_everyFailure_showsNoToken() {
        for (JaasException failure : List.of(refused, notDelivered, rejected, unknown)) {
            assertThat(failure.toString() + failure.command()).doesNotContain("aaaa", "bbbb", "cccc");
        }
    }

    @Test
    void in_underWhateverWrapsIt_findsTheFailureItself() {
        assertThat(JaasException.in(unknown)).isSameAs(unknown);
        assertThat(JaasException.in(new CompletionException(unknown))).isSameAs(unknown);
        assertThat(JaasException.in(new ExecutionException(new IllegalStateException("outer", unknown))))
                .isSameAs(unknown);
    }

    @Test
    void in_whereThereIsNone_isNull() {
        RuntimeException circle = new RuntimeException("a");
        circle.initCause(new RuntimeException("b", circle));

        assertThat(JaasException.in(null)).isNull();
        assertThat(JaasException.in(new CompletionException(null))).isNull();
        assertThat(JaasException.in(circle)).isNull();
    }
}
