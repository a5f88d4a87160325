// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion for fish, for which picocli has no generator. No two commands share a name, at whatever level they are. */
final class FishCompletion {

    /** A label such as {@code jdk|vertx} lists the values. */
    private static final Pattern VALUES = Pattern.compile("[a-z]+(\\|[a-z]+)+");

    private final StringBuilder script = new StringBuilder("# Completion of jaas for fish.\ncomplete -c jaas -f\n");

    private FishCompletion() {}

    static String of(CommandSpec jaas) {
        FishCompletion completion = new FishCompletion();
        completion.add(jaas, "__fish_use_subcommand");
        return completion.script.toString().stripTrailing();
    }

    /** Adds what may follow a command, for where the condition holds. */
    private void add(CommandSpec command, String condition) {
        command.subcommands()
                .forEach((name, subcommand) -> line(
                        condition,
                        "-a " + name,
                        HelpText.plain(
                                subcommand.getCommandSpec().usageMessage().description())));
        for (OptionSpec option : command.options()) {
            line(condition, names(option) + argument(option), HelpText.plain(option.description()));
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            String candidates = candidates(parameter.paramLabel());
            if (!candidates.isEmpty()) {
                line(condition, candidates.strip(), HelpText.plain(parameter.description()));
            }
        }
        command.subcommands().forEach((name, subcommand) -> {
            String inner = String.join(" ", subcommand.getSubcommands().keySet());
            add(
                    subcommand.getCommandSpec(),
                    "__fish_seen_subcommand_from " + name
                            + (inner.isEmpty() ? "" : "; and not __fish_seen_subcommand_from " + inner));
        });
    }

    private void line(String condition, String what, String description) {
        String sentence = description.split("(?<=[a-z)])[.:;] ", 2)[0];
        script.append("complete -c jaas -n ")
                .append(quoted(condition))
                .append(' ')
                .append(what)
                .append(" -d ")
                .append(quoted(sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence))
                .append('\n');
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(names.isEmpty() ? "" : " ")
                    .append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
        }
        return names.toString();
    }

    private static String argument(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return isFile(option.paramLabel()) ? " -r -F" : " -x" + candidates(option.paramLabel());
    }

    private static String candidates(String label) {
        if (isFile(label)) {
            return " -F";
        }
        return VALUES.matcher(label).matches() ? " -a " + quoted(label.replace('|', ' ')) : "";
    }

    private static boolean isFile(String label) {
        return label.equals("FILE") || label.startsWith("FILE|");
    }

    /** Between single quotes fish knows two escapes. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
