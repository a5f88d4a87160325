// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import picocli.CommandLine.Model.CommandSpec;

/** The longer texts of {@code --help}. */
final class HelpText {

    static final String DESCRIPTION =
            "Manages 8x8 JaaS (Jitsi as a Service) conferences from a shell. Each command is one signed request; success"
                    + " means that JaaS accepted it, not that it has taken effect yet.";

    static final String FOOTER = """

            Environment variables, for options that are not given:
              JAAS_KEY_ID                   --key-id
              JAAS_PRIVATE_KEY_FILE         --private-key
              JAAS_PRIVATE_KEY              the private key's PEM text itself, if no file is given
              JAAS_PRIVATE_KEY_PASSPHRASE   the passphrase of an encrypted private key
              JAAS_BASE_URL                 --base-url
              JAAS_PROFILE                  --profile

            Exit status:
              0   JaaS accepted the command
              1   the program itself failed, the demo did not work, or the output could not be written
              2   refused before sending, or a finding of doctor or decode-token: fix it
              3   JaaS rejected the command, nothing was done: fix what the message says
              4   not delivered, it did not reach JaaS: try again
              5   it may have taken effect: check the room before sending a dial-out again

            Try it without an account:
              jaas demo                     every command against a simulator, over both transports
              jaas simulate                 a simulator, and the settings to use it from another shell

            When JaaS responds with 401:
              jaas doctor --online          finds what is wrong with the settings, the key or the clock

            With an account:
              export JAAS_KEY_ID=vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6
              export JAAS_PRIVATE_KEY_FILE=~/jaas.pk
              jaas kick testRoom f0aa9e1e
              jaas dial-out testRoom '+40 747 777 777' --timeout 10s
              jaas ban-jwt - < token.txt
              jaas ban-user --from users.csv        one command for each line; the same again continues
              jaas participant-token 'auth0|5f903d7a' --room testRoom --name 'Jane Doe' --lifetime 30m
              JAAS_TOKEN=$(jaas token); eval "$(jaas destroy-room testRoom --dry-run)"
            """;

    static final String TIMEOUT =
            "The time limit of one attempt, 500ms to 60s. A dial-out has one attempt; other commands have up to 3, and"
                    + " three times this limit plus 1s in all. Default: 4s and 10s in all; 10s for a dial-out.";

    static final String PROFILE =
            "Take the settings that are given neither by an option nor by a variable from the file"
                    + " ~/.config/jaas/NAME.conf: lines such as key-id = …, with the names key-id, private-key and base-url.";

    static final String CANONICAL =
            "Send ROOM by its canonical name, as Jitsi's clients enter it: my%%20room for \"My Room\".";

    static final String ROOM = "A room name, sent unchanged (webhooks carry it in lower case); a full name"
            + " (room@conference.<AppID>.8x8.vc); an fqn (<AppID>/room); or the link to the room"
            + " (https://8x8.vc/<AppID>/room), whose room is sent by its canonical name.";

    static final String PHONE =
            "The number in E.164 format, as in +40747777777. Spaces, dots and dashes are ignored, and one pair of parentheses"
                    + " around the country code or area code; anything else beside the number is refused, such as (0).";

    static final String PARTICIPANT_ID =
            "participantId of the webhook PARTICIPANT_JOINED, for example f0aa9e1e; not the user id.";

    static final String JWT =
            "The token, or - to read it from standard input, which hides it from other users of this machine. --dry-run"
                    + " prints $$BANNED_JWT in its place.";

    static final String TOKEN_USER_ID = "The user's id, which becomes context.user.id; ban-user bans the user by it.";

    static final String DECODE_TOKEN =
            "Print a token's header, claims and times, and what 8x8 would refuse. The signature is neither printed nor"
                    + " verified. Sends nothing and needs no key.";

    static final String TOKEN_TO_DECODE =
            "The token, or - to read it from standard input, which hides it from other users of this machine.";

    static final String DECODE_STATUS =
            "%nExit status: 0 if nothing was found that 8x8 would refuse, 2 otherwise or if it is no token.";

    static final String SIMULATE =
            "%nPaste the printed export lines into another shell. The key is new at each start, and its file is deleted at"
                    + " the end. JaaS does not document its responses, so those of the simulator are assumptions.%n%nThe printed"
                    + " page shows rooms, phones, bans, requests and webhooks as they change, and lets you open a room, join, answer,"
                    + " decline and leave. Only this machine can open it.";

    static final String SECRET_FILE =
            "A file with the endpoint's secret, as the Webhooks page of the JaaS console shows it; one on each line while it is"
                    + " rotated.";

    static final String EVENTS_VERIFY =
            "%nThe body must be as it was received, byte for byte. Exit status: 0 valid, 2 refused. Try:%n"
                    + "  jaas events verify --secret-file secret.txt --header 't=…,v1=…' < body.json";

    static final String EVENTS_LISTEN =
            "%nRequests that are refused are reported on standard error. --json prints whole events, with links to recordings"
                    + " and other files that need no password. Try:%n  jaas events listen --port 8080 --secret-file secret.txt%n"
                    + "  jaas simulate --webhook-url http://127.0.0.1:8080/ --webhook-secret-file secret.txt";

    static final String DOCTOR =
            "Check the settings, the key and the clock for anything that causes a 401 or prevents sending. Sends nothing"
                    + " without --online.";

    static final String ONLINE =
            "Also send one HEAD request without a token to the base URL, to check that it can be reached and how far this"
                    + " machine's clock is off.";

    static final String DOCTOR_STATUS =
            "%nExit status: 0 without findings, 2 with findings. Environment variables: see `jaas --help`.";

    static final String KEYGEN =
            "Make a key pair: RSA with 4096 bits. Writes the private key, not encrypted, to a file that only you can read, and"
                    + " prints the public key.";

    static final String KEYGEN_NEXT =
            "%nUpload the public key on the API keys page of the JaaS console, which shows the key id that belongs to it, and"
                    + " set --key-id and --private-key. To print the public key again:%n  openssl pkey -in FILE -pubout";

    static final String COMPLETION = "Print a script that completes commands and options in your shell.";

    static final String COMPLETION_SETUP = """

            To use it in every shell:
              bash   jaas completion bash > ~/.local/share/bash-completion/completions/jaas
              zsh    echo 'source <(jaas completion zsh)' >> ~/.zshrc
              fish   jaas completion fish > ~/.config/fish/completions/jaas.fish
            """;

    static final String MAN = "Print a manual page, of jaas or of a command.";

    static final String MAN_SETUP = "%nTo read it: jaas man kick | man -l - . To install it:"
            + " jaas man kick > ~/.local/share/man/man1/jaas-kick.1";

    static final String SEE_ALSO = "%nEnvironment variables and exit status: see `jaas --help`.";

    private static final int WIDTH = 100;

    private HelpText() {}

    /** The lines of a description as picocli prints them. */
    static String plain(String[] lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%").strip();
    }

    static void layOut(CommandSpec command) {
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
