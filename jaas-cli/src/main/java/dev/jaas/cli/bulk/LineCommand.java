// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A command whose arguments can be the lines of a file.
 *
 * @param name as on the command line
 * @param columns the names of its arguments, for example {@code PARTICIPANT_ID}
 * @param parser makes the command of the key's AppID and one argument for each column
 */
public record LineCommand(String name, List<String> columns, BiFunction<AppId, List<String>, JaasCommand> parser) {

    /**
     * Makes a command.
     *
     * @param appId the AppID of the key
     * @param arguments one for each column
     * @return the command
     * @throws IllegalArgumentException if an argument is invalid
     */
    public JaasCommand parse(AppId appId, List<String> arguments) {
        return parser.apply(appId, arguments);
    }
}
