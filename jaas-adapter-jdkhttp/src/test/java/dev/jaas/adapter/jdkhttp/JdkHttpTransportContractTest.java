// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.HttpTransportContract;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JdkHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport create(TransportSettings settings) {
        return JdkHttpTransport.create(settings);
    }
}
