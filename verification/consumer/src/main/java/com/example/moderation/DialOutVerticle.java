// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.Jaas;
import dev.jaas.adapter.vertx.VertxConferenceManagement;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.spi.HttpTransport;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Dials a phone into a room: {@code POST /rooms/<room>/calls} with the number as its body. */
final class DialOutVerticle extends VerticleBase {

    private final ConferenceManagement client;
    private final int port;
    private VertxConferenceManagement jaas;
    private HttpServer server;

    DialOutVerticle(ConferenceManagement client, int port) {
        this.client = client;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        jaas = VertxConferenceManagement.of(vertx, client);
        Router router = Router.router(vertx);
        router.post("/rooms/:room/calls")
                .handler(BodyHandler.create(false).setBodyLimit(100))
                .handler(this::dial);
        server = vertx.createHttpServer().requestHandler(router);
        return server.listen(port, "127.0.0.1");
    }

    /** Accepts nothing more, and lets requests end that have begun. */
    @Override
    public Future<?> stop() {
        return server.shutdown(10, TimeUnit.SECONDS);
    }

    /** Runs on this verticle's event loop, as do the two handlers of the result. */
    private void dial(RoutingContext context) {
        try {
            var room = jaas.conference(context.pathParam("room"));
            var phone = PhoneNumber.parse(String.valueOf(context.body().asString()));
            jaas.dialOut(room, phone)
                    .onSuccess(receipt -> respond(context, 202, "The phone will ring."))
                    .onFailure(failure -> respond(context, status(failure), failure.getMessage()));
        } catch (InvalidValueException e) {
            respond(context, 400, e.getMessage());
        }
    }

    private static int status(Throwable failure) {
        if (failure instanceof DeliveryUnknownException) {
            return 504; // the phone may ring: check the room before dialling again
        }
        return failure instanceof CommandNotDeliveredException ? 503 : 502;
    }

    private static void respond(RoutingContext context, int status, String text) {
        context.response().setStatusCode(status).end(text);
    }

    /** Serves until the process is told to end. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        HttpTransport transport = VertxHttpTransport.create(vertx);
        Jaas jaas =
                Jaas.builder().environment(System.getenv()).transport(transport).build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, transport, jaas)));
        vertx.deployVerticle(new DialOutVerticle(jaas, 8080))
                .onSuccess(id -> System.out.println("Listening on port 8080."))
                .onFailure(failure -> {
                    System.err.println(failure.getMessage());
                    System.exit(1);
                });
    }

    /** Lets commands in flight end, then undeploys the verticle and closes everything. */
    static void stop(Vertx vertx, HttpTransport transport, Jaas jaas) {
        jaas.shutdown(Duration.ofSeconds(10)).join();
        transport.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The port on which the server listens, where it was to choose one. */
    int port() {
        return server.actualPort();
    }
}
