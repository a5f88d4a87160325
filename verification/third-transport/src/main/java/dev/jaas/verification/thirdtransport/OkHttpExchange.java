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
import java.util.concurrent.CopyOnWriteArrayList;
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

    private static final List<String> ADDED_BY_OKHTTP = List.of("Accept-Encoding", "User-Agent");

    private static final String REFUSED_TUNNEL = "Unexpected response code for CONNECT: ";

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExchangeListener listener;
    private final TransportRequest request;
    private final Proxy proxy;
    private final Call call;

    /** Without reuse of connections: OkHttp would read what a server sends beyond its response as the next response. */
    OkHttpExchange(OkHttpClient client, TransportRequest request, ExchangeListener listener) {
        this.listener = listener;
        this.request = request;
        ByteString body = ByteString.of(request.body());
        boolean hasBody = body.size() > 0 || HttpMethod.requiresRequestBody(request.method());
        boolean tls = request.uri().getScheme().equals("https");
        proxy = tls ? client.proxy() : Proxy.NO_PROXY;
        OkHttpClient own = client.newBuilder()
                .proxy(proxy)
                .socketFactory(this)
                .addNetworkInterceptor(this::exchange)
                .build();
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
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery();
        String text = url.scheme() + "://" + uri.getRawAuthority() + path + (query == null ? "" : "?" + query);
        List<String> parameters = query == null ? null : List.of();
        Object[] parts = {url.scheme(), "", "", url.host(), url.port(), List.of(), parameters, null, text, null};
        try {
            return (HttpUrl) HttpUrl.class.getConstructors()[0].newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Here the connection is ready. An exception makes OkHttp close it. */
    private Response exchange(Interceptor.Chain chain) throws IOException {
        require(listener.beforeSend());
        Request.Builder unchanged = chain.request().newBuilder();
        ADDED_BY_OKHTTP.forEach(unchanged::removeHeader);
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

    /** OkHttp misses a cancellation between TCP and TLS, so the sockets are closed as well. */
    @Override
    public void abort() {
        call.cancel();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }

    @Override
    public void onResponse(Call finished, Response response) {
        response.close();
        listener.complete();
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        listener.failed("the exchange with " + request.uri().getRawAuthority() + route(e) + " failed ("
                + cause.getClass().getSimpleName() + ")");
    }

    /** Names the proxy, and the status with which it refused the tunnel: OkHttp has it in its message alone. */
    private String route(IOException e) {
        if (!(proxy.address() instanceof InetSocketAddress address)) {
            return "";
        }
        String route = " through the proxy " + address.getHostString() + ":" + address.getPort();
        String message = String.valueOf(e.getMessage());
        if (message.equals("Failed to authenticate with proxy")) {
            return route + ", status 407,";
        }
        return message.matches(REFUSED_TUNNEL + "\\d{3}")
                ? route + ", status " + message.substring(REFUSED_TUNNEL.length()) + ","
                : route;
    }

    /** A socket that is made without a proxy would ask the system's selector for a SOCKS proxy. */
    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        sockets.add(socket);
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
