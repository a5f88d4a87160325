// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By real time: the executors that a client makes. */
@Timeout(60)
class ClientThreadsTest {

    @Test
    void close_afterEverythingWasUsed_leavesNoThreadASecondLater() throws InterruptedException {
        List<Thread> before = threads();
        ScriptedTransport transport = new ScriptedTransport(32).then(ScriptedTransport.respond(503));
        JaasClient client = JaasClient.builder(new ScriptedSigner(), transport).build();
        CompletableFuture<?> future = client.execute(Commands.KICK);
        transport.exchange(1).respond(200);
        Rig.await(future);
        List<Thread> ours =
                threads().stream().filter(thread -> !before.contains(thread)).toList();
        assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);

        client.close();

        for (Thread thread : ours) {
            thread.join(1_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void close_whileASignatureHangs_interruptsIt() throws InterruptedException {
        CompletableFuture<Thread> hanging = new CompletableFuture<>();
        ScriptedSigner signer =
                new ScriptedSigner().thenHang(new CountDownLatch(1), () -> hanging.complete(Thread.currentThread()));
        JaasClient client = JaasClient.builder(signer, new ScriptedTransport(1)).build();
        CompletableFuture<?> future = client.execute(Commands.KICK);
        Thread thread = Rig.await(hanging);

        client.close();

        assertThat(Rig.failureOf(future)).hasMessageContaining("the client was closed");
        thread.join(Rig.MAX_WAIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void callbacksAndObservers_createdByAnyThread_areDaemonsThatEndWhenIdle() throws Exception {
        assertThat(Thread.currentThread().isDaemon())
                .as("what they would inherit")
                .isFalse();
        try (ClientExecutors executors = new ClientExecutors()) {
            for (ExecutorService pool : List.of(executors.callbacks(), executors.observers())) {
                assertThat(pool.submit(() -> Thread.currentThread().isDaemon())
                                .get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(pool)
                        .isInstanceOfSatisfying(
                                ThreadPoolExecutor.class,
                                threadPool -> assertThat(threadPool.allowsCoreThreadTimeOut())
                                        .isTrue());
            }
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("jaas-"))
                .toList();
    }
}
