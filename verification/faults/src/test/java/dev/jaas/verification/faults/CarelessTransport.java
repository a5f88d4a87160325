package dev.jaas.verification.faults;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Transports as they must not be, to see that the trial finds them out. */
final class CarelessTransport {

    private CarelessTransport() {}

    /** The JDK's client as it comes, with or without redirects, and with whatever its system properties do to it. */
    static HttpTransport onJdk(HttpClient.Redirect redirects) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirects)
                .build();
        return request -> {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                    .timeout(request.timeout())
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach(builder::header);
            return client.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .handle(CarelessTransport::outcome);
        };
    }

    /** Sends once more what ended without an answer. */
    static HttpTransport thatSendsAgain(HttpTransport transport) {
        return request -> transport
                .send(request)
                .exceptionallyCompose(failure ->
                        ofUnknownFate(failure) ? transport.send(request) : CompletableFuture.failedFuture(failure));
    }

    /** Takes every failure for proof that nothing was sent. */
    static HttpTransport thatVouchesForAll(HttpTransport transport) {
        return request -> transport
                .send(request)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(TransportException.notSent("surely not sent")));
    }

    private static boolean ofUnknownFate(Throwable failure) {
        return failure instanceof TransportException known && known.mayHaveBeenSent();
    }

    private static TransportResponse outcome(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response != null) {
            return new TransportResponse(
                    response.statusCode(), response.headers().map(), response.body(), true);
        }
        Throwable cause = failure == null ? null : failure.getCause();
        throw cause instanceof ConnectException
                ? TransportException.notSent("not connected")
                : TransportException.unknown("no answer");
    }
}
