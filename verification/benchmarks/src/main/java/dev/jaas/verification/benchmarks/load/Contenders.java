// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The contenders by name. */
public final class Contenders {

    /** Our client on Vert.x. */
    public static final String JAAS_VERTX = "client on Vert.x";
    /** Vert.x Web Client alone. */
    public static final String RAW_VERTX = "Vert.x Web Client";
    /** Vert.x Web Client alone, used on one event loop only. */
    public static final String RAW_VERTX_LOOP = "Vert.x Web Client in a verticle";
    /** Our client on the JDK's. */
    public static final String JAAS_JDK = "client on the JDK's";
    /** The JDK's client alone, driven as the adapter drives it: by a thread for each of 32 exchanges. */
    public static final String RAW_JDK = "JDK client, 32 threads";
    /** The JDK's client as people write it. */
    public static final String SEND_ASYNC = "JDK client, sendAsync";
    /** A signature for each request. */
    public static final String TOKEN_PER_REQUEST = "java-jwt and JDK client";
    /** Two of our clients, with two keys, on one Vert.x transport. */
    public static final String TWO_CLIENTS = "two clients on one Vert.x transport";
    /** Renews its token after each second of use, with a signer that sleeps. */
    public static final String RENEWING_SLOWLY = "client on Vert.x, renewing, slow signer";
    /** Renews its token after each second of use. */
    public static final String RENEWING = "client on Vert.x, renewing";

    private static final Duration SLOW_SIGNATURE = Duration.ofMillis(500);

    private static final Map<String, Function<Target, Contender>> ALL = new TreeMap<>(Map.of(
            JAAS_VERTX,
            target -> JaasContender.onVertx(target).withClients(target, 1),
            RAW_VERTX,
            RawVertxContender::onAnyThread,
            RAW_VERTX_LOOP,
            RawVertxContender::onOneLoop,
            JAAS_JDK,
            target -> JaasContender.onJdk(target).withClients(target, 1),
            RAW_JDK,
            RawJdkContender::new,
            SEND_ASYNC,
            SendAsyncContender::withReadyToken,
            TOKEN_PER_REQUEST,
            SendAsyncContender::withTokenPerRequest,
            TWO_CLIENTS,
            target -> JaasContender.onVertx(target).withClients(target, 2),
            RENEWING_SLOWLY,
            target -> JaasContender.onVertx(target)
                    .withRenewingClient(target, signer -> new JaasContender.SlowSigner(signer, SLOW_SIGNATURE)),
            RENEWING,
            target -> JaasContender.onVertx(target).withRenewingClient(target, signer -> signer)));

    private Contenders() {}

    /** All names. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    static Contender create(String name, Target target) {
        Function<Target, Contender> factory = ALL.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("no contender \"" + name + "\"; there are " + ALL.keySet());
        }
        return factory.apply(target);
    }
}
