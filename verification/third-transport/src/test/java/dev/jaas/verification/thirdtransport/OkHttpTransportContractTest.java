// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.thirdtransport;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.HttpTransportContract;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class OkHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport create(TransportSettings settings) {
        return new OkHttpTransport(settings);
    }

    /** All clients of OkHttp share these threads, which end after a minute without work. */
    @Override
    protected boolean isBorrowed(Thread thread) {
        return thread.getName().startsWith("OkHttp TaskRunner");
    }
}
