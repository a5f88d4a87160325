// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.cli.bulk.Bulk;
import dev.jaas.cli.bulk.BulkSettings;
import dev.jaas.cli.bulk.LineCommand;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Profile;
import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.cli.common.UsageException;
import dev.jaas.cli.demo.Demo;
import dev.jaas.cli.doctor.Doctor;
import dev.jaas.cli.doctor.Report;
import dev.jaas.cli.token.DecodedToken;
import dev.jaas.client.AdminTokenSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantTokens;
import dev.jaas.settings.SettingText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The command line: its options, which may precede or follow a command, and the commands. */
@Command(
        name = "jaas",
        description = HelpText.DESCRIPTION,
        footer = HelpText.FOOTER,
        versionProvider = VersionText.class,
        customSynopsis = "jaas COMMAND [OPTIONS]")
final class Program implements Runnable {

    /** More than the longest token that is accepted, so that a longer one is refused and not truncated. */
    private static final int MAX_INPUT = 64 * 1024;

    private final Terminal terminal;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            order = 1,
            description = "The key id, <AppID>/<short id>, as the API keys page of the JaaS console shows it.")
    @Nullable
    String keyId;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 2,
            description = "The PEM file with the private key.")
    @Nullable
    String privateKey;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 3,
            description =
                    "Where commands are sent. Default: https://8x8.vc. http:// is accepted for loopback addresses only.")
    @Nullable
    String baseUrl;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            order = 3,
            description = HelpText.PROFILE)
    @Nullable
    String profile;

    @Option(
            names = "--transport",
            paramLabel = "jdk|vertx",
            scope = ScopeType.INHERIT,
            order = 4,
            converter = TransportKind.Converter.class,
            description = "The HTTP stack. Default: jdk.")
    TransportKind transport = TransportKind.JDK;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            order = 5,
            converter = TimeoutConverter.class,
            description = HelpText.TIMEOUT)
    @Nullable
    Duration timeout;

    @Option(
            names = "--dry-run",
            scope = ScopeType.INHERIT,
            order = 6,
            description = "Print the equivalent curl command; nothing is signed or sent.")
    boolean dryRun;

    @Option(names = "--canonical", scope = ScopeType.INHERIT, order = 6, description = HelpText.CANONICAL)
    boolean canonical;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 7,
            description = "Print the result, or the failure, as one JSON object.")
    boolean json;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            order = 7,
            description = "Print nothing if the command is accepted.")
    boolean quiet;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            order = 8,
            description = "Print attempts, logs and stack traces to standard error; never a token or a key.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 9,
            description = "Print this help, or that of a command.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 10,
            description = "Print the version.")
    boolean version;

    Program(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new UsageException("Missing command; see `jaas --help`.");
    }

    @Command(
            name = "demo",
            description = "Run every command against a simulator, over both transports, and print what happened.")
    int demo() {
        return new Demo(terminal, json).run();
    }

    @Command(
            name = "simulate",
            description =
                    "Run a simulator of JaaS until Ctrl-C; prints the settings to connect to it, and the URL of a page that shows it.",
            footer = HelpText.SIMULATE)
    void simulate(
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "The loopback port to listen on. Default: any free port.")
                    int port,
            @Mixin WebhookOptions webhooks) {
        new Simulation(terminal, json, port, webhooks).run();
    }

    @Command(
            name = "ban-user",
            customSynopsis = {"jaas ban-user [OPTIONS] USER_ID", "       jaas ban-user [OPTIONS] --from FILE|-"},
            description = "Ban a user from joining any room; does not remove them from one (use kick).",
            footer = HelpText.SEE_ALSO)
    int banUser(
            @Parameters(
                            paramLabel = "USER_ID",
                            arity = "0..1",
                            description = "context.user.id of the user's token, unchanged.")
                    @Nullable
                    String userId,
            @Mixin BulkOptions bulk) {
        return send(bulk, lineCommands().banUser(), userId);
    }

    @Command(name = "ban-jwt", description = "Ban a participant's token.", footer = HelpText.SEE_ALSO)
    void banJwt(@Parameters(paramLabel = "JWT|-", description = HelpText.JWT) String jwt) {
        send(appId -> new BanJwt(appId, Jwt.parse(jwt.equals("-") ? input() : jwt)));
    }

    @Command(name = "destroy-room", description = "End a meeting for everybody.", footer = HelpText.SEE_ALSO)
    void destroyRoom(@Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room) {
        send(appId -> new DestroyRoom(conference(room, appId)));
    }

    @Command(
            name = "dial-out",
            customSynopsis = {"jaas dial-out [OPTIONS] ROOM PHONE", "       jaas dial-out [OPTIONS] --from FILE|-"},
            description = "Call a phone into a meeting. The call is billed, so the command is sent at most once.",
            footer = HelpText.SEE_ALSO)
    int dialOut(
            @Parameters(paramLabel = "ROOM", arity = "0..1", description = HelpText.ROOM) @Nullable String room,
            @Parameters(paramLabel = "PHONE", arity = "0..1", description = HelpText.PHONE) @Nullable String phone,
            @Mixin BulkOptions bulk) {
        return send(bulk, lineCommands().dialOut(), room, phone);
    }

    @Command(
            name = "hang-up",
            customSynopsis = {"jaas hang-up [OPTIONS] ROOM PHONE", "       jaas hang-up [OPTIONS] --from FILE|-"},
            description = "End a call to a phone, or cancel it while it is ringing.",
            footer = HelpText.SEE_ALSO)
    int hangUp(
            @Parameters(paramLabel = "ROOM", arity = "0..1", description = HelpText.ROOM) @Nullable String room,
            @Parameters(paramLabel = "PHONE", arity = "0..1", description = HelpText.PHONE) @Nullable String phone,
            @Mixin BulkOptions bulk) {
        return send(bulk, lineCommands().hangUp(), room, phone);
    }

    @Command(
            name = "kick",
            customSynopsis = {"jaas kick [OPTIONS] ROOM PARTICIPANT_ID", "       jaas kick [OPTIONS] --from FILE|-"},
            description = "Remove a participant from a meeting; they can rejoin unless they are banned.",
            footer = HelpText.SEE_ALSO)
    int kick(
            @Parameters(paramLabel = "ROOM", arity = "0..1", description = HelpText.ROOM) @Nullable String room,
            @Parameters(paramLabel = "PARTICIPANT_ID", arity = "0..1", description = HelpText.PARTICIPANT_ID) @Nullable
                    String participant,
            @Mixin BulkOptions bulk) {
        return send(bulk, lineCommands().kick(), room, participant);
    }

    @Command(
            name = "token",
            description = "Print an admin token, valid for ten minutes. Keep it secret: it authorizes every command.",
            footer = HelpText.SEE_ALSO)
    void token() {
        Settings settings = settings();
        KeyId keyId = settings.keyId();
        try (PemJwsSigner signer = settings.signer(keyId)) {
            String token = AdminTokenSigner.sign(
                            signer, terminal.clock().instant(), JaasClient.Builder.DEFAULT_TOKEN_LIFETIME)
                    .compact();
            terminal.println(json ? new Json().with("keyId", keyId).with("token", token) : token);
        }
    }

    @Command(
            name = "participant-token",
            description = "Print a token with which a user joins. Keep it secret: its bearer joins as that user.",
            footer = HelpText.SEE_ALSO)
    void participantToken(
            @Parameters(paramLabel = "USER_ID", description = HelpText.TOKEN_USER_ID) String userId,
            @Mixin ParticipantTokenOptions options) {
        Settings settings = settings();
        KeyId keyId = settings.keyId();
        try (PemJwsSigner signer = settings.signer(keyId)) {
            String token = options.token(
                            ParticipantTokens.of(signer, terminal.clock()), UserId.parse(userId), keyId.appId())
                    .compact();
            terminal.println(json ? new Json().with("keyId", keyId).with("token", token) : token);
        }
    }

    @Command(name = "decode-token", description = HelpText.DECODE_TOKEN, footer = HelpText.DECODE_STATUS)
    int decodeToken(@Parameters(paramLabel = "JWT|-", description = HelpText.TOKEN_TO_DECODE) String jwt) {
        DecodedToken token = DecodedToken.of(
                Jwt.parse(jwt.equals("-") ? input() : jwt), terminal.clock().instant());
        terminal.println(json ? token.json() : token.text());
        return token.exitStatus();
    }

    @Command(name = "doctor", description = HelpText.DOCTOR, footer = HelpText.DOCTOR_STATUS)
    int doctor(@Option(names = "--online", description = HelpText.ONLINE) boolean online) {
        Report report = new Doctor(settings()).examine(online ? transport : null);
        terminal.println(json ? report.json() : report.text());
        if (verbose) {
            report.exceptions().forEach(exception -> terminal.err().print(Failure.stackTrace(exception)));
        }
        return report.exitStatus();
    }

    private LineCommands lineCommands() {
        return new LineCommands(this::conference);
    }

    private int send(BulkOptions options, LineCommand command, @Nullable String... arguments) {
        BulkSettings bulk = options.settings(command, arguments);
        if (bulk == null) {
            send(appId -> command.parse(appId, Arrays.asList(arguments)));
            return 0;
        }
        Settings settings = settings();
        Bulk read = Bulk.read(command, bulk, settings, json);
        if (dryRun) {
            read.dryRun();
            return 0;
        }
        return new CommandRunner(settings, json, verbose, quiet).send(read, transport);
    }

    private void send(Function<AppId, JaasCommand> toCommand) {
        Settings settings = settings();
        CommandRunner runner = new CommandRunner(settings, json, verbose, quiet);
        JaasCommand command = toCommand.apply(settings.keyId().appId());
        if (dryRun) {
            runner.dryRun(command);
        } else {
            runner.send(command, transport);
        }
    }

    private ConferenceName conference(String room, AppId appId) {
        ConferenceName conference = RoomArgument.parse(room, appId);
        return canonical
                ? ConferenceName.of(conference.room().canonical(), conference.appId())
                        .withDomain(conference.domain())
                : conference;
    }

    private Settings settings() {
        String name = profile == null ? terminal.variable(Profile.VARIABLE).orElse(null) : profile;
        Terminal withProfile = name == null ? terminal : Profile.apply(name, terminal);
        return new Settings(withProfile, keyId, privateKey, baseUrl, timeout);
    }

    private String input() {
        String text;
        try {
            text = SettingText.trim(new String(terminal.in().readNBytes(MAX_INPUT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("The token could not be read from standard input; pipe it in, or pass it as JWT.");
        }
        if (text.isEmpty()) {
            throw new UsageException("Standard input is empty", "pipe the token in, or pass it as JWT.");
        }
        return text;
    }
}
