// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.BuildInfo;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's manual page, in the man macros of roff. Picocli's own generator makes AsciiDoc, which would need another tool to
 * become a page.
 */
final class ManPage {

    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    static String of(CommandLine command) {
        return new ManPage(command.getCommandSpec())
                .write(command.getHelp().synopsis(0).strip());
    }

    private String write(String synopsis) {
        String name = command.qualifiedName("-");
        String description = HelpText.plain(command.usageMessage().description());
        page.append(".TH ")
                .append(name.toUpperCase(Locale.ROOT))
                .append(" 1 ")
                .append(BuildInfo.date().toString(), 0, "2026-01-01".length())
                .append(" \"jaas ")
                .append(BuildInfo.version())
                .append("\"\n");
        section("NAME", name + " - " + description.split("\\. ", 2)[0]);
        section("SYNOPSIS", synopsis);
        section("DESCRIPTION", description);
        list("ARGUMENTS", command.positionalParameters(), ArgSpec::paramLabel);
        list("OPTIONS", command.options(), argument -> {
            OptionSpec option = (OptionSpec) argument;
            String names = String.join(", ", option.names());
            return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
        });
        subcommands();
        notes();
        return page.toString().stripTrailing();
    }

    private void section(String heading, String text) {
        page.append(".SH ").append(heading).append('\n').append(escaped(text)).append('\n');
    }

    private void list(String heading, List<? extends ArgSpec> arguments, Function<ArgSpec, String> name) {
        if (arguments.isEmpty()) {
            return;
        }
        page.append(".SH ").append(heading).append('\n');
        arguments.forEach(argument -> item(name.apply(argument), HelpText.plain(argument.description())));
    }

    private void item(String name, String description) {
        page.append(".TP\n.B ")
                .append(escaped(name))
                .append('\n')
                .append(escaped(description))
                .append('\n');
    }

    private void subcommands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        page.append(".SH COMMANDS\n");
        command.subcommands()
                .forEach((name, subcommand) -> item(
                        name,
                        HelpText.plain(
                                subcommand.getCommandSpec().usageMessage().description())));
    }

    /** What follows the options in the help. Indented lines are examples and tables, which are kept. */
    private void notes() {
        String[] footer = command.usageMessage().footer();
        if (footer.length == 0) {
            return;
        }
        page.append(".SH NOTES\n");
        boolean kept = false;
        String text =
                String.join("\n", footer).replace("%n", "\n").replace("%%", "%").strip();
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ") != kept) {
                kept = !kept;
                page.append(kept ? ".nf\n" : ".fi\n");
            }
            page.append(escaped(line)).append('\n');
        }
        page.append(kept ? ".fi\n" : "");
    }

    /** A backslash starts an escape, a dash would become a hyphen, and a dot or a quote at the beginning is a request. */
    private static String escaped(String text) {
        String line = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga");
        return line.startsWith(".") ? "\\&" + line : line;
    }
}
