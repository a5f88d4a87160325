package dev.jaas.cli;

import picocli.CommandLine.Model.CommandSpec;

/** The longer texts of {@code --help}. */
final class HelpText {

    static final String DESCRIPTION =
            "Manages the conferences of 8x8 JaaS (Jitsi as a Service) from a shell. Every command is one signed"
                    + " request; what comes back is that JaaS accepted it, not what came of it.";

    static final String FOOTER = """

            Environment, where an option is not given:
              JAAS_KEY_ID                   --key-id
              JAAS_PRIVATE_KEY_FILE         --private-key
              JAAS_PRIVATE_KEY              the private key's PEM text itself, if no file is given
              JAAS_PRIVATE_KEY_PASSPHRASE   the passphrase of an encrypted private key
              JAAS_BASE_URL                 --base-url

            Exit status:
              0   JaaS accepted the command
              1   the program itself failed, or the demo did not go as it should
              2   refused here, nothing was sent, or found by the doctor: change what the message says
              3   JaaS said no, nothing was done: change what the message says
              4   it did not reach JaaS: try again
              5   it may have taken effect: look before a dial-out is sent again

            Try it without an account:
              jaas demo                     all commands against a simulator, by both transports
              jaas simulate                 a simulator to paste the settings of into another shell

            When JaaS answers 401:
              jaas doctor --online          what is wrong with the settings, the key or the clock

            With an account:
              export JAAS_KEY_ID=vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6
              export JAAS_PRIVATE_KEY_FILE=~/jaas.pk
              jaas kick testRoom f0aa9e1e
              jaas dial-out testRoom '+40 747 777 777' --timeout 10s
              jaas ban-jwt - < token.txt
              JAAS_TOKEN=$(jaas token); eval "$(jaas destroy-room testRoom --dry-run)"
            """;

    static final String TIMEOUT =
            "The time of one attempt, 500ms to 60s. A dial-out has only one; other commands have up to 3 within three"
                    + " times that and a second. By default 4s of 10s in all, and 10s for a dial-out.";

    static final String ROOM = "A room's name, sent as it is (webhooks carry it in lower case); a full name"
            + " (room@conference.<AppID>.8x8.vc); or an fqn (<AppID>/room).";

    static final String PHONE =
            "The number by E.164, as in +40747777777; spaces, dots, dashes and parentheses do not matter.";

    static final String PARTICIPANT_ID =
            "participantId of the webhook PARTICIPANT_JOINED, as in f0aa9e1e; not the user id.";

    static final String JWT =
            "The token, or - to read it from standard input, where other users of this machine cannot see it. With"
                    + " --dry-run its place is taken by $$BANNED_JWT.";

    static final String SIMULATE =
            "%nThe printed export lines are to be pasted into another shell. The key is made for the occasion and its"
                    + " file deleted at the end. How the simulator answers is an assumption: JaaS does not publish it.";

    static final String DOCTOR =
            "Look for what makes JaaS answer 401, or keeps a command from being sent, in the settings, the key and the"
                    + " clock. Nothing is sent unless by --online.";

    static final String ONLINE =
            "Also send one HEAD request, without a token, to the base URL: tells whether it can be reached, and how far"
                    + " this machine's clock is off.";

    static final String DOCTORS_STATUS =
            "%nExit status: 0 if nothing wrong was found, 2 if something was. Environment:" + " see jaas --help.";

    static final String SEE_ALSO = "%nEnvironment and exit status: see jaas --help.";

    private static final int WIDTH = 100;

    private HelpText() {}

    static void arrange(CommandSpec command) {
        command.usageMessage()
                .width(WIDTH)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands, each with its own --help:%n");
    }
}
