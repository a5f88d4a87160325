// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.thirdtransport;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http.HttpMethod;
import okio.ByteString;

/** One exchange, with OkHttp's request, and a network interceptor that asks, sends and reads. */
final class OkHttpExchange extends SocketFactory implements Exchange, Callback {

    /** The messages in which OkHttp shows how a proxy refused the tunnel. */
    private static final String REFUSED_TUNNEL = "Unexpected response code for CONNECT: ";

    private static final String REFUSED_CREDENTIALS = "Failed to authenticate with proxy";

    private final TransportRequest request;
    private final ExchangeListener listener;
    private final Proxy proxy;
    private final Call call;
    private volatile Socket socket = new Socket(Proxy.NO_PROXY); // the latest: there is one at a time

    /** Without reuse of connections: OkHttp would read what a server sends beyond its response as the next response. */
    OkHttpExchange(OkHttpClient client, TransportRequest request, ExchangeListener listener) {
        this.request = request;
        this.listener = listener;
        proxy = request.uri().getScheme().equals("https") ? client.proxy() : Proxy.NO_PROXY;
        OkHttpClient own = client.newBuilder()
                .proxy(proxy)
                .socketFactory(this)
                .addNetworkInterceptor(this::exchange)
                .build();
        ByteString body = ByteString.of(request.body());
        boolean hasBody = body.size() > 0 || HttpMethod.requiresRequestBody(request.method());
        call = own.newCall(new Request.Builder()
                .url(verbatim(request.uri()))
                .method(request.method(), hasBody ? RequestBody.create(body, null) : null)
                .header("Connection", "close")
                .tag(Exchange.class, this)
                .build());
        call.enqueue(this);
    }

    /** OkHttp removes dot segments and encodes some characters again; of its constructors only an internal one does not. */
    private static HttpUrl verbatim(URI uri) {
        HttpUrl url = HttpUrl.get(uri.toString());
        List<String> query = uri.getRawQuery() == null ? null : List.of();
        Object[] parts = {url.scheme(), "", "", url.host(), url.port(), List.of(), query, null, uri.toString(), null};
        try {
            return (HttpUrl) HttpUrl.class.getConstructors()[0].newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Here the connection is ready. An exception makes OkHttp close it. */
    private Response exchange(Interceptor.Chain chain) throws IOException {
        require(listener.beforeSend());
        Request.Builder unchanged =
                chain.request().newBuilder().removeHeader("Accept-Encoding").removeHeader("User-Agent");
        request.headers().forEach(unchanged::addHeader);
        try {
            Response response = chain.proceed(unchanged.build());
            require(response.code() >= 200 && listener.head(response.code(), response::headers));
            for (ByteBuffer part = ByteBuffer.allocate(8192);
                    response.body().source().read(part) >= 0;
                    part.clear()) {
                require(listener.body(part.flip()));
            }
            // OkHttp acts on some responses: it fails after a 407, repeats the request after a 503, decompresses.
            return response.newBuilder().code(200).headers(Headers.EMPTY).build();
        } catch (RuntimeException e) {
            throw new IOException(e); // OkHttp would print it
        }
    }

    private static void require(boolean wanted) throws IOException {
        if (!wanted) {
            throw new IOException("not wanted");
        }
    }

    /** OkHttp misses a cancellation between TCP and TLS, so the socket is closed as well. */
    @Override
    public void abort() {
        call.cancel();
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void onResponse(Call finished, Response response) {
        response.close();
        listener.complete();
    }

    /** Names the proxy and its status as well, which OkHttp has in its message alone. */
    @Override
    public void onFailure(Call failed, IOException e) {
        String route = request.uri().getRawAuthority();
        if (proxy.address() instanceof InetSocketAddress address) {
            String message = String.valueOf(e.getMessage()).replace(REFUSED_CREDENTIALS, REFUSED_TUNNEL + 407);
            route += " through the proxy " + address.getHostString() + ":" + address.getPort();
            route += message.startsWith(REFUSED_TUNNEL) ? message.replace(REFUSED_TUNNEL, ", status ") + "," : "";
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        listener.failed(
                "the exchange with " + route + " failed (" + cause.getClass().getSimpleName() + ")");
    }

    /** A socket that is made without a proxy would ask the system's selector for a SOCKS proxy. */
    @Override
    public Socket createSocket() throws IOException {
        socket = new Socket(Proxy.NO_PROXY);
        require(!call.isCanceled());
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
