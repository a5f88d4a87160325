package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
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
import dev.jaas.domain.BanUser;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantTokens;
import dev.jaas.settings.SettingText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        customSynopsis = "jaas COMMAND [OPTIONS]",
        subcommands = EventsCommand.class)
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

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 7,
            description = "Print the result, or the failure, as one JSON object.")
    boolean json;

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
        return new Demo(terminal.out()).run();
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
        new Simulation(terminal.out(), port, webhooks).run();
    }

    @Command(
            name = "ban-user",
            description = "Ban a user from joining any room; does not remove them from one (use kick).",
            footer = HelpText.SEE_ALSO)
    void banUser(
            @Parameters(paramLabel = "USER_ID", description = "context.user.id of the user's token, unchanged.")
                    String userId) {
        send(appId -> new BanUser(appId, UserId.parse(userId)));
    }

    @Command(name = "ban-jwt", description = "Ban a participant's token.", footer = HelpText.SEE_ALSO)
    void banJwt(@Parameters(paramLabel = "JWT|-", description = HelpText.JWT) String jwt) {
        send(appId -> new BanJwt(appId, Jwt.parse(jwt.equals("-") ? input() : jwt)));
    }

    @Command(name = "destroy-room", description = "End a meeting for everybody.", footer = HelpText.SEE_ALSO)
    void destroyRoom(@Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room) {
        send(appId -> new DestroyRoom(RoomArgument.parse(room, appId)));
    }

    @Command(
            name = "dial-out",
            description = "Call a phone into a meeting. The call is billed, so the command is sent at most once.",
            footer = HelpText.SEE_ALSO)
    void dialOut(
            @Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room,
            @Parameters(paramLabel = "PHONE", description = HelpText.PHONE) String phone) {
        send(appId -> new DialOutParticipant(RoomArgument.parse(room, appId), PhoneNumber.parse(phone)));
    }

    @Command(
            name = "hang-up",
            description = "End a call to a phone, or cancel it while it is ringing.",
            footer = HelpText.SEE_ALSO)
    void hangUp(
            @Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room,
            @Parameters(paramLabel = "PHONE", description = HelpText.PHONE) String phone) {
        send(appId -> new HangUpCall(RoomArgument.parse(room, appId), PhoneNumber.parse(phone)));
    }

    @Command(
            name = "kick",
            description = "Remove a participant from a meeting; they can rejoin unless they are banned.",
            footer = HelpText.SEE_ALSO)
    void kick(
            @Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room,
            @Parameters(paramLabel = "PARTICIPANT_ID", description = HelpText.PARTICIPANT_ID) String participant) {
        send(appId -> new KickParticipant(RoomArgument.parse(room, appId), ParticipantId.parse(participant)));
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
            terminal.out().println(json ? new Json().with("keyId", keyId).with("token", token) : token);
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
            terminal.out().println(json ? new Json().with("keyId", keyId).with("token", token) : token);
        }
    }

    @Command(name = "decode-token", description = HelpText.DECODE_TOKEN, footer = HelpText.DECODE_STATUS)
    int decodeToken(@Parameters(paramLabel = "JWT|-", description = HelpText.TOKEN_TO_DECODE) String jwt) {
        DecodedToken token = DecodedToken.of(
                Jwt.parse(jwt.equals("-") ? input() : jwt), terminal.clock().instant());
        terminal.out().println(json ? token.json() : token.text());
        return token.exitStatus();
    }

    @Command(name = "doctor", description = HelpText.DOCTOR, footer = HelpText.DOCTOR_STATUS)
    int doctor(@Option(names = "--online", description = HelpText.ONLINE) boolean online) {
        Report report = new Doctor(settings()).examine(online ? transport : null);
        terminal.out().print(json ? report.json() : report.text());
        terminal.out().println();
        if (verbose) {
            report.exceptions().forEach(exception -> terminal.err().print(Failure.stackTrace(exception)));
        }
        return report.exitStatus();
    }

    private void send(Function<AppId, JaasCommand> toCommand) {
        Settings settings = settings();
        CommandRunner runner = new CommandRunner(settings, json, verbose);
        JaasCommand command = toCommand.apply(settings.keyId().appId());
        if (dryRun) {
            runner.dryRun(command);
        } else {
            runner.send(command, transport);
        }
    }

    private Settings settings() {
        return new Settings(terminal, keyId, privateKey, baseUrl, timeout);
    }

    private String input() {
        try {
            return SettingText.trim(new String(terminal.in().readNBytes(MAX_INPUT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("The token could not be read from standard input; pipe it in, or pass it as JWT.");
        }
    }
}
