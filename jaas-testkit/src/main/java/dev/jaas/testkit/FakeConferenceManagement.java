package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driving.BlockingConferenceManagement;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.ConferenceManagement;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The driving port in memory, for unit tests of applications: it remembers the commands it was given and answers each with a
 * receipt, or as it was told to. It sends nothing, and there are no rooms behind it: for those there is the simulator.
 *
 * <p>It keeps the rules of a real client that need no wire: a command of another AppID is refused, futures fail with the
 * {@link JaasException} itself, and the {@linkplain #blocking() blocking view} throws it and heeds an interrupt. Futures are
 * complete when {@code execute} returns, unless the answer is {@link FakeAnswer#hanging()}. Thread-safe.
 */
public final class FakeConferenceManagement implements ConferenceManagement {

    private static final AppId FAKE_APP = AppId.parse("vpaas-magic-cookie-fake");

    private final AppId appId;
    private final Queue<FakeAnswer> next = new ArrayDeque<>();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final List<JaasCommand> commands = new ArrayList<>();
    private final List<Hanging> hanging = new ArrayList<>();

    private record Rule(Class<? extends JaasCommand> type, FakeAnswer answer) {}

    private record Hanging(JaasCommand command, CompletableFuture<CommandReceipt> future) {}

    /** A fake of the AppID {@code vpaas-magic-cookie-fake}. */
    public FakeConferenceManagement() {
        this(FAKE_APP);
    }

    /**
     * A fake of a certain AppID.
     *
     * @param appId the AppID
     */
    public FakeConferenceManagement(AppId appId) {
        this.appId = requireNonNull(appId, "appId");
    }

    @Override
    public AppId appId() {
        return appId;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        requireNonNull(command, "command");
        synchronized (this) {
            commands.add(command);
            if (!command.belongsTo(appId)) {
                return CompletableFuture.failedFuture(foreign(command));
            }
            CompletableFuture<CommandReceipt> future = answer(command).to(command);
            if (!future.isDone()) {
                hanging.add(new Hanging(command, future));
            }
            return future;
        }
    }

    /**
     * The same commands for callers that wait. An interrupt ends the wait on a hanging command with a
     * {@link DeliveryUnknownException}.
     *
     * @return a view of this object, with nothing to close
     */
    @Override
    public BlockingConferenceManagement blocking() {
        return new Blocking();
    }

    /**
     * Every command that {@code execute} was given, by whichever method and whatever became of it.
     *
     * @return a copy, in the order of the calls
     */
    public synchronized List<JaasCommand> commands() {
        return List.copyOf(commands);
    }

    /**
     * The same, of one type.
     *
     * @param <C> the type
     * @param type for example {@code KickParticipant.class}
     * @return a copy, in the order of the calls
     */
    public synchronized <C extends JaasCommand> List<C> commands(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * Says how the next commands are answered, one answer for each, whatever their type.
     *
     * @param answers the answers, added to those that are still to come
     * @return this
     */
    public synchronized FakeConferenceManagement next(FakeAnswer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /**
     * Says how every command of a type is answered from now on, when there is no {@link #next} answer. What was said later
     * counts.
     *
     * @param type for example {@code DialOutParticipant.class}, or {@code JaasCommand.class} for all
     * @param answer the answer
     * @return this
     */
    public synchronized FakeConferenceManagement on(Class<? extends JaasCommand> type, FakeAnswer answer) {
        rules.push(new Rule(requireNonNull(type, "type"), requireNonNull(answer, "answer")));
        return this;
    }

    /** Answers all commands that hang with a receipt. Their futures complete on this thread. */
    public void release() {
        List<Hanging> released;
        synchronized (this) {
            released = List.copyOf(hanging);
            hanging.clear();
        }
        for (Hanging call : released) {
            call.future.complete(FakeAnswer.accepted().to(call.command).join());
        }
    }

    private FakeAnswer answer(JaasCommand command) {
        FakeAnswer scripted = next.poll();
        if (scripted != null) {
            return scripted;
        }
        return rules.stream()
                .filter(rule -> rule.type.isInstance(command))
                .findFirst()
                .map(Rule::answer)
                .orElseGet(FakeAnswer::accepted);
    }

    private CommandRefusedException foreign(JaasCommand command) {
        return new CommandRefusedException(
                "%s was refused: it is for the AppID %s, but this is a fake of %s."
                        .formatted(command.name(), command.appId(), appId),
                command,
                CommandRefusedException.Reason.FOREIGN_APP);
    }

    private final class Blocking implements BlockingConferenceManagement {

        @Override
        public AppId appId() {
            return appId;
        }

        @Override
        public CommandReceipt execute(JaasCommand command) {
            CompletableFuture<CommandReceipt> future = FakeConferenceManagement.this.execute(command);
            try {
                return future.get();
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new DeliveryUnknownException(
                        "%s may have been carried out: the wait was interrupted.".formatted(command.name()),
                        command,
                        1,
                        OptionalInt.empty());
            } catch (ExecutionException e) {
                JaasException failure = JaasException.in(e);
                if (failure == null) {
                    throw new IllegalStateException("a fake fails with nothing but a JaasException", e);
                }
                throw failure;
            }
        }
    }
}
