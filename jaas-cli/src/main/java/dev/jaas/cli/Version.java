package dev.jaas.cli;

import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"jaas " + Build.version()};
    }
}
