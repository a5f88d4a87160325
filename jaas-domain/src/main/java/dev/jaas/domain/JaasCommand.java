package dev.jaas.domain;

/**
 * One of the six things that JaaS can be told to do. There are two families, as the service has two endpoints.
 *
 * <p>A command is a value: making one sends nothing.
 */
public sealed interface JaasCommand permits AccessCommand, MeetingCommand {

    /**
     * The AppID whose admin token the command needs.
     *
     * @return the AppID
     */
    AppId appId();

    /**
     * The command's name in the specification.
     *
     * @return for example {@code DIAL_OUT_PARTICIPANT}
     */
    String name();

    /**
     * Whether carrying the command out twice has the same effect as carrying it out once, so that it may be sent again
     * when nobody knows what became of it.
     *
     * @return true for all commands but {@link DialOutParticipant}
     */
    default boolean repeatable() {
        return true;
    }

    /**
     * Whether an admin token of an AppID may carry this command out. The service demands that the AppID of the command
     * equals the token's {@code sub} (specification, note 1 of the meeting commands).
     *
     * @param subject the {@code sub} of the admin token
     * @return whether it is this command's AppID
     */
    default boolean belongsTo(AppId subject) {
        return appId().equals(subject);
    }
}
