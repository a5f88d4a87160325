package dev.jaas.cli;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The command line: its options, which may stand before or after a command, and the commands. */
@Command(
        name = "jaas",
        description = HelpText.DESCRIPTION,
        footer = HelpText.FOOTER,
        versionProvider = Version.class,
        customSynopsis = "jaas COMMAND [OPTIONS]")
final class Program implements Runnable {

    /** More than the longest token that is accepted, so that a longer one is refused and not cut. */
    private static final int LONGEST_INPUT = 64 * 1024;

    private final Terminal terminal;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            order = 1,
            description = "The whole key id, <AppID>/<short id>, as the API keys page of the JaaS console shows it.")
    @Nullable
    String keyId;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 2,
            description = "The PEM file with the private half of that key.")
    @Nullable
    String privateKey;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 3,
            description = "Where commands are sent, https://8x8.vc by default; http:// only for loopback addresses.")
    @Nullable
    String baseUrl;

    @Option(
            names = "--transport",
            paramLabel = "jdk|vertx",
            scope = ScopeType.INHERIT,
            order = 4,
            converter = Stack.Converter.class,
            description = "The HTTP stack, jdk by default.")
    Stack transport = Stack.JDK;

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
            description = "Print the curl command that sends the same request; nothing is signed or sent.")
    boolean dryRun;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 7,
            description = "Print one JSON object, for a failure too.")
    boolean json;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            order = 8,
            description = "Print attempts and pauses, and the stack trace of a failure; no secrets.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 9,
            description = "Print this help, or a command's.")
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
        throw new UsageException("There is no command: see jaas --help for the ten that there are.");
    }

    @Command(
            name = "demo",
            description = "Run all six commands against a simulator, by both transports; shows what happened.")
    int demo() {
        return new Demo(terminal.out()).run();
    }

    @Command(
            name = "simulate",
            description = "Run a simulator of JaaS until Ctrl-C; prints the settings to reach it.",
            footer = HelpText.SIMULATE)
    void simulate(
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "The port on loopback to listen on, by default any that is free.")
                    int port) {
        new Simulation(terminal.out(), port).run();
    }

    @Command(
            name = "ban-user",
            description = "Ban a user from all rooms; who is in one stays (then kick).",
            footer = HelpText.SEE_ALSO)
    void banUser(
            @Parameters(paramLabel = "USER_ID", description = "context.user.id of the user's token, as it is there.")
                    String userId) {
        send(appId -> new BanUser(appId, UserId.parse(userId)));
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
            description = "Call a phone into a meeting, which is billed; it is sent at most once.",
            footer = HelpText.SEE_ALSO)
    void dialOut(
            @Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room,
            @Parameters(paramLabel = "PHONE", description = HelpText.PHONE) String phone) {
        send(appId -> new DialOutParticipant(conference(room, appId), PhoneNumber.parse(phone)));
    }

    @Command(
            name = "hang-up",
            description = "Cancel the call to a phone, or remove it from the meeting.",
            footer = HelpText.SEE_ALSO)
    void hangUp(
            @Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room,
            @Parameters(paramLabel = "PHONE", description = HelpText.PHONE) String phone) {
        send(appId -> new HangUpCall(conference(room, appId), PhoneNumber.parse(phone)));
    }

    @Command(
            name = "kick",
            description = "Remove a participant from a meeting; they can come back unless banned.",
            footer = HelpText.SEE_ALSO)
    void kick(
            @Parameters(paramLabel = "ROOM", description = HelpText.ROOM) String room,
            @Parameters(paramLabel = "PARTICIPANT_ID", description = HelpText.PARTICIPANT_ID) String participant) {
        send(appId -> new KickParticipant(conference(room, appId), ParticipantId.parse(participant)));
    }

    @Command(
            name = "token",
            description = "Print an admin token, valid for ten minutes. Who has it can do all of this.",
            footer = HelpText.SEE_ALSO)
    void token() {
        sender().token();
    }

    @Command(name = "doctor", description = HelpText.DOCTOR, footer = HelpText.DOCTORS_STATUS)
    int doctor(@Option(names = "--online", description = HelpText.ONLINE) boolean online) {
        Report report = new Doctor(settings()).examine(online ? transport : null);
        terminal.out().print(json ? report.json() : report.text());
        terminal.out().println();
        if (verbose) {
            report.causes().forEach(cause -> terminal.err().print(Failure.stackTrace(cause)));
        }
        return report.exitStatus();
    }

    private void send(Function<AppId, JaasCommand> making) {
        Sender sender = sender();
        JaasCommand command = making.apply(sender.settings().keyId().appId());
        if (dryRun) {
            sender.show(command);
        } else {
            sender.send(command, transport);
        }
    }

    private Sender sender() {
        return new Sender(settings(), terminal.out(), json);
    }

    private Settings settings() {
        Narrator narrator = verbose ? new Narrator(terminal.err()) : null;
        return new Settings(terminal, keyId, privateKey, baseUrl, timeout, narrator);
    }

    /** A room of the key's own AppID, a full name or an fqn; the client refuses those of another AppID. */
    private static ConferenceName conference(String room, AppId appId) {
        if (room.indexOf('@') >= 0) {
            return ConferenceName.parse(room);
        }
        return room.indexOf('/') >= 0 ? ConferenceName.parseFqn(room) : ConferenceName.of(RoomName.parse(room), appId);
    }

    private String input() {
        try {
            return new String(terminal.in().readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UsageException("The token could not be read from standard input: pipe it in, or give it as JWT.");
        }
    }
}
