// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.events.EventDeduplicator;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.SettingsProvisioning;
import dev.jaas.events.WebhookException;
import dev.jaas.events.WebhookVerifier;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Takes webhook requests: verifies the bytes that were received, and publishes each event to the application's listeners,
 * which run before the response. What a listener throws makes the response a 500, so that JaaS sends the event again.
 */
final class WebhookFilter implements Filter {

    private static final Log LOG = LogFactory.getLog(WebhookFilter.class);

    private final WebhookVerifier verifier;
    private final ApplicationEventPublisher publisher;
    private final @Nullable EventDeduplicator deduplicator;
    private final @Nullable RoomSettingsSource roomSettings;
    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    WebhookFilter(
            WebhookVerifier verifier,
            ApplicationEventPublisher publisher,
            @Nullable EventDeduplicator deduplicator,
            @Nullable RoomSettingsSource roomSettings) {
        this.verifier = verifier;
        this.publisher = publisher;
        this.deduplicator = deduplicator;
        this.roomSettings = roomSettings;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        receive((HttpServletRequest) request, (HttpServletResponse) response);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        // One byte more than is accepted, which the verifier refuses; the rest is not read.
        byte[] body = request.getInputStream().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
        try {
            JaasEvent event = verifier.verify(request.getHeader(WebhookVerifier.SIGNATURE_HEADER), body);
            if (publish(event)) {
                respond(event, response);
            } else {
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        } catch (WebhookException e) {
            LOG.info("A webhook request was not accepted (" + e.reason() + "). " + e.getMessage());
            response.setStatus(e.httpStatus());
        }
    }

    /** Returns false while a listener has the same event: JaaS must send it again, since the listener may yet fail. */
    private boolean publish(JaasEvent event) {
        String key = event.idempotencyKey();
        if (deduplicator == null || key == null) {
            publisher.publishEvent(event);
            return true;
        }
        if (!inProgress.add(key)) {
            return false;
        }
        try {
            if (deduplicator.firstSeen(event)) {
                publishOrForget(deduplicator, event);
            }
            return true;
        } finally {
            inProgress.remove(key);
        }
    }

    private void publishOrForget(EventDeduplicator seen, JaasEvent event) {
        try {
            publisher.publishEvent(event);
        } catch (RuntimeException | Error e) {
            seen.forget(event);
            throw e;
        }
    }

    private void respond(JaasEvent event, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        if (roomSettings != null && event instanceof SettingsProvisioning request) {
            byte[] json = roomSettings.settingsFor(request).toJson();
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        }
    }
}
