package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

class ClientsTest {

    /** Kept in use it would hold what it has read of every such connection, which on Java 17 fills the heap. */
    @Test
    void giveBack_connectionAbandoned_nextExchangeGetsAnotherClient() {
        Clients clients = Clients.own(HttpClient::newHttpClient);
        Clients.Lease lease = clients.take();

        clients.giveBack(lease, true);

        assertThat(clients.take().client()).isNotSameAs(lease.client());
        clients.close();
    }

    @Test
    void giveBack_connectionAbandonedInBorrowedClient_nextExchangeGetsTheSame() {
        HttpClient client = HttpClient.newHttpClient();
        Clients clients = Clients.borrowed(client);

        clients.giveBack(clients.take(), true);

        assertThat(clients.take().client()).isSameAs(client);
    }
}
