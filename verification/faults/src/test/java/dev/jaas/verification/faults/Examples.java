// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import java.util.List;

/** The commands of the tests: the domain's examples, with the AppID of {@link TestSigner}. */
public final class Examples {

    /** One of each command. */
    public static final List<JaasCommand> COMMANDS = JaasCommand.examples(TestSigner.KEY_ID.appId());

    /** The only command that must be sent at most once. */
    public static final JaasCommand DIAL_OUT = COMMANDS.stream()
            .filter(command -> !command.repeatable())
            .findFirst()
            .orElseThrow();

    /** The JWT of the command that bans one: a secret. */
    public static final String BANNED_JWT = COMMANDS.stream()
            .filter(BanJwt.class::isInstance)
            .map(command -> ((BanJwt) command).jwt().compact())
            .findFirst()
            .orElseThrow();

    private Examples() {}
}
