// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JaasCommandTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final ConferenceName CONFERENCE = ConferenceName.of(RoomName.parse("room"), APP);

    /** One value of the type of every component of a command. */
    private static final Map<Class<?>, Object> PARTS = Map.of(
            AppId.class, APP,
            ConferenceName.class, CONFERENCE,
            UserId.class, UserId.parse("auth0|5f903d7a"),
            Jwt.class, Jwt.parse("aaaa.bbbb.cccc"),
            PhoneNumber.class, PhoneNumber.parse("+40747777777"),
            ParticipantId.class, ParticipantId.parse("f0aa9e1e"));

    private static final Map<Class<?>, String> KINDS = Map.of(
            AppId.class, "AppID",
            ConferenceName.class, "conference",
            UserId.class, "user id",
            Jwt.class, "JWT",
            PhoneNumber.class, "phone number",
            ParticipantId.class, "participant id");

    static Stream<Class<?>> commands() {
        return leaves(JaasCommand.class);
    }

    @Test
    void examples_always_areOneOfEachCommand() {
        assertThat(JaasCommand.examples(APP))
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(commands().toList());
        assertThat(JaasCommand.examples(APP)).isUnmodifiable().allMatch(command -> command.belongsTo(APP));
    }

    @Test
    void accept_everyCommand_reachesItsOwnMethod() {
        for (JaasCommand command : JaasCommand.examples(APP)) {
            String visited = command.accept(new MethodNames(command));

            assertThat(visited).isEqualTo("visit" + command.getClass().getSimpleName());
        }
        assertThat(CommandVisitor.class.getDeclaredMethods())
                .extracting(Method::getName)
                .containsExactlyInAnyOrderElementsOf(
                        commands().map(type -> "visit" + type.getSimpleName()).toList());
    }

    @Test
    void permittedSubclasses_always_areTheSixCommandsOfTheSpecification() {
        assertThat(commands().map(type -> command(type).name()))
                .containsExactlyInAnyOrder(
                        "BAN_USER",
                        "BAN_JWT",
                        "DESTROY_ROOM",
                        "DIAL_OUT_PARTICIPANT",
                        "HANG_UP_CALL",
                        "KICK_PARTICIPANT");
    }

    @Test
    void permittedSubclasses_ofTheFamilies_areTheCommandsOfTheirEndpoint() {
        assertThat(leaves(AccessCommand.class)).containsExactlyInAnyOrder(BanUser.class, BanJwt.class);
        assertThat(leaves(MeetingCommand.class))
                .containsExactlyInAnyOrder(
                        DestroyRoom.class, DialOutParticipant.class, HangUpCall.class, KickParticipant.class);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void repeatable_everyCommand_isTrueExceptForDialOut(Class<?> type) {
        assertThat(command(type).repeatable()).isEqualTo(type != DialOutParticipant.class);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void belongsTo_everyCommand_isTrueForItsAppIdOnly(Class<?> type) {
        JaasCommand command = command(type);

        assertThat(command.appId()).isEqualTo(APP);
        assertThat(command.belongsTo(AppId.parse("vpaas-magic-cookie-test"))).isTrue();
        assertThat(command.belongsTo(AppId.parse("vpaas-magic-cookie-TEST"))).isFalse();
        assertThat(command.belongsTo(AppId.parse("vpaas-magic-cookie-test2"))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void new_whenAPartIsNull_isRefusedWithItsName(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        for (int missing = 0; missing < components.length; missing++) {
            Object[] parts = parts(type);
            parts[missing] = null;
            try {
                type.getDeclaredConstructors()[0].newInstance(parts);
                fail(type + " accepted null for " + components[missing].getName());
            } catch (java.lang.reflect.InvocationTargetException e) {
                assertThat(e.getCause())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("the " + KINDS.get(components[missing].getType()) + " is null");
            }
        }
    }

    /** Returns the name of the visited method, and checks its argument. */
    private record MethodNames(JaasCommand expected) implements CommandVisitor<String> {

        @Override
        public String visitBanUser(BanUser command) {
            return visit("visitBanUser", command);
        }

        @Override
        public String visitBanJwt(BanJwt command) {
            return visit("visitBanJwt", command);
        }

        @Override
        public String visitDestroyRoom(DestroyRoom command) {
            return visit("visitDestroyRoom", command);
        }

        @Override
        public String visitDialOutParticipant(DialOutParticipant command) {
            return visit("visitDialOutParticipant", command);
        }

        @Override
        public String visitHangUpCall(HangUpCall command) {
            return visit("visitHangUpCall", command);
        }

        @Override
        public String visitKickParticipant(KickParticipant command) {
            return visit("visitKickParticipant", command);
        }

        private String visit(String method, JaasCommand command) {
            assertThat(command).isSameAs(expected);
            return method;
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(JaasCommandTest::leaves)
                : Stream.of(type);
    }

    private static JaasCommand command(Class<?> type) {
        try {
            return (JaasCommand) type.getDeclaredConstructors()[0].newInstance(parts(type));
        } catch (ReflectiveOperationException e) {
            return fail(e);
        }
    }

    private static Object[] parts(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(component -> PARTS.get(component.getType()))
                .toArray();
    }
}
