// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

class ReplaceableHttpClientTest {

    private final ReplaceableHttpClient owned = ReplaceableHttpClient.owned(HttpClient::newHttpClient);

    /** If it stayed in use, it would keep what it has read of every such connection, which on Java 17 fills the heap. */
    @Test
    void replaceAndCount_ownedClient_nextExchangeGetsAnother() {
        HttpClient client = owned.get();

        owned.replaceAndCount(client);

        assertThat(owned.get()).isNotSameAs(client);
        assertThat(owned.abandonedConnections()).isEqualTo(1);
        owned.shutdown();
    }

    @Test
    void replaceAndCount_clientThatWasReplaced_leavesTheNewOne() {
        HttpClient old = owned.get();
        owned.replaceAndCount(old);
        HttpClient current = owned.get();

        owned.replaceAndCount(old);

        assertThat(owned.get()).isSameAs(current);
        assertThat(owned.abandonedConnections()).isEqualTo(2);
        owned.shutdown();
    }

    @Test
    void replaceAndCount_borrowedClient_nextExchangeGetsTheSame() {
        HttpClient client = HttpClient.newHttpClient();
        ReplaceableHttpClient borrowed = ReplaceableHttpClient.borrowed(client);

        borrowed.replaceAndCount(borrowed.get());

        assertThat(borrowed.get()).isSameAs(client);
    }

    @Test
    void get_afterShutdown_throws() {
        owned.shutdown();

        assertThatThrownBy(owned::get).isInstanceOf(IllegalStateException.class);
    }
}
