package dev.jaas.cli;

import dev.jaas.cli.common.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"jaas " + BuildInfo.version()};
    }
}
