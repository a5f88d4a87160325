package dev.jaas.adapter.jdkhttp;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.testkit.HttpTransportContract;

class JdkHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport create(TransportSettings settings) {
        return JdkHttpTransport.create(settings);
    }
}
