// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String commit = BuildInfo.commit().isEmpty() ? "" : "commit " + BuildInfo.commit() + ", ";
        return new String[] {"jaas " + BuildInfo.version() + " (" + commit + "Java " + Runtime.version() + ")"};
    }
}
