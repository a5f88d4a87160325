package dev.jaas.client;

import dev.jaas.port.driven.CommandObserver;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells the observers, one event after the other, on a thread that nothing else waits for. */
final class Observers {

    private static final System.Logger LOGGER = System.getLogger(Observers.class.getPackageName());

    private final List<CommandObserver> observers;
    private final ExecutorService executor;
    private final AtomicBoolean saidTooSlow = new AtomicBoolean();

    Observers(List<CommandObserver> observers, ExecutorService executor) {
        this.observers = List.copyOf(observers);
        this.executor = executor;
    }

    void tell(Consumer<CommandObserver> event) {
        try {
            executor.execute(() -> observers.forEach(observer -> tell(observer, event)));
        } catch (RejectedExecutionException e) {
            if (!executor.isShutdown() && saidTooSlow.compareAndSet(false, true)) {
                LOGGER.log(
                        Level.WARNING,
                        "The observers are too slow: {0} events wait, and further ones are dropped.",
                        Threads.MOST_EVENTS_WAITING);
            }
        } catch (OutOfMemoryError e) { // no thread is to be had: a call must end even if nobody can be told
        }
    }

    private static void tell(CommandObserver observer, Consumer<CommandObserver> event) {
        try {
            event.accept(observer);
        } catch (Throwable e) {
            LOGGER.log(
                    Level.WARNING,
                    "The observer {0} failed ({1}); it is ignored.",
                    observer.getClass().getName(),
                    e.getClass().getName());
        }
    }
}
