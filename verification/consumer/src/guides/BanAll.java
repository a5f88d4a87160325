// SPDX-License-Identifier: Apache-2.0
import dev.jaas.Jaas;
import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.domain.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Bans the users whose ids are in a file, one on each line. */
public final class BanAll {

    private BanAll() {}

    public static void main(String[] arguments) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(arguments[0]));
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try (var jaas = Jaas.fromEnvironment()) {
            List<Callable<String>> bans = lines.stream()
                    .map(UserId::parse)
                    .map(user -> (Callable<String>) () -> ban(jaas.blocking(), user))
                    .toList();
            for (Future<String> result : threads.invokeAll(bans)) {
                System.out.println(result.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Waits until JaaS has responded, and no longer than the command's ten seconds. */
    private static String ban(BlockingConferenceManagement jaas, UserId user) {
        try {
            jaas.banUser(user);
            return user + ": banned";
        } catch (JaasException e) {
            return user + ": " + e.getMessage();
        }
    }
}
