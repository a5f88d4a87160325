// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

/**
 * One method for each command. Code that treats commands differently implements this interface, so that a command that is
 * added later does not compile until every such place handles it.
 *
 * <pre>{@code
 * String subject = command.accept(new CommandVisitor<String>() { ... });
 * }</pre>
 *
 * @param <R> what the methods return
 */
public interface CommandVisitor<R> {

    /**
     * Handles {@code BAN_USER}.
     *
     * @param command the command
     * @return the result of {@link JaasCommand#accept}
     */
    R visitBanUser(BanUser command);

    /**
     * Handles {@code BAN_JWT}.
     *
     * @param command the command
     * @return the result of {@link JaasCommand#accept}
     */
    R visitBanJwt(BanJwt command);

    /**
     * Handles {@code DESTROY_ROOM}.
     *
     * @param command the command
     * @return the result of {@link JaasCommand#accept}
     */
    R visitDestroyRoom(DestroyRoom command);

    /**
     * Handles {@code DIAL_OUT_PARTICIPANT}.
     *
     * @param command the command
     * @return the result of {@link JaasCommand#accept}
     */
    R visitDialOutParticipant(DialOutParticipant command);

    /**
     * Handles {@code HANG_UP_CALL}.
     *
     * @param command the command
     * @return the result of {@link JaasCommand#accept}
     */
    R visitHangUpCall(HangUpCall command);

    /**
     * Handles {@code KICK_PARTICIPANT}.
     *
     * @param command the command
     * @return the result of {@link JaasCommand#accept}
     */
    R visitKickParticipant(KickParticipant command);
}
