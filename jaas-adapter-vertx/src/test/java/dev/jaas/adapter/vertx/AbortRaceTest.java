// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.OK;
import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Aborts exchanges as they are about to be sent: each is either granted or aborted first, never both. {@code -Daborts=100000}
 * makes it longer and prints what happened.
 */
@Timeout(600)
@Tag("slow")
class AbortRaceTest {

    private static final int ABORTS = Integer.getInteger("aborts", 2_000);

    /** Connections to several servers, so that the ports of closed ones do not run out. */
    private static final int PEERS = 8;

    private static final long SEED = 20_261_128;

    private final BitSet granted = new BitSet(ABORTS);

    @Test
    void abort_asRequestIsSent_notOneByteIsWrittenUnlessGranted() throws Exception {
        List<Peer> peers =
                Stream.generate(() -> Peer.responding(OK)).limit(PEERS).toList();
        Vertx vertx = Vertx.vertx();
        VertxHttpTransport transport = VertxHttpTransport.create(vertx);
        try {
            race(transport, peers);
        } finally {
            transport.close();
            await(vertx.close());
        }
        List<Integer> received = new ArrayList<>();
        int fragments = 0;
        for (Peer peer : peers) {
            peer.awaitEnd();
            peer.requests().forEach(request -> received.add(indexOf(request)));
            peer.fragments().forEach(fragment -> received.add(indexOf(fragment)));
            fragments += peer.fragments().size();
            peer.close();
        }
        if (System.getProperty("aborts") != null) {
            System.out.printf(
                    "%,d aborted: %,d before and %,d after they were granted; of these %,d had been written, %,d in part%n",
                    ABORTS, ABORTS - granted.cardinality(), granted.cardinality(), received.size(), fragments);
        }
        assertThat(received).as("written").doesNotHaveDuplicates().allMatch(granted::get);
        assertThat(received).as("written").isNotEmpty();
        assertThat(granted.cardinality()).as("granted").isBetween(1, ABORTS - 1);
    }

    /** Waits before each abort for about as long as it takes until an exchange is granted. */
    private void race(VertxHttpTransport transport, List<Peer> peers) {
        Random random = new Random(SEED);
        long delay = 0;
        for (int i = 0; i < ABORTS; i++) {
            AtomicBoolean decided = new AtomicBoolean();
            Exchange exchange = transport.start(post(peers.get(i % PEERS).uri("/" + i)), new RecordingListener() {
                @Override
                public boolean beforeSend() {
                    return decided.compareAndSet(false, true);
                }
            });
            long end = System.nanoTime() + (long) (delay * 2 * random.nextDouble());
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            boolean abortedFirst = decided.compareAndSet(false, true);
            exchange.abort();
            granted.set(i, !abortedFirst);
            delay = Math.max(0, delay + (abortedFirst ? 1_000 : -1_000));
        }
    }

    private static int indexOf(String request) {
        assertThat(request).startsWith("POST /");
        return Integer.parseInt(request.substring("POST /".length(), request.indexOf(' ', "POST /".length())));
    }
}
