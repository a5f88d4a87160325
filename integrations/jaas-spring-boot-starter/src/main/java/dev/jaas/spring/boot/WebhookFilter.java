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
            publish(event);
            respond(event, response);
        } catch (WebhookException e) {
            LOG.info("A webhook request was not accepted (" + e.reason() + "). " + e.getMessage());
            response.setStatus(e.httpStatus());
        }
    }

    private void publish(JaasEvent event) {
        if (deduplicator == null) {
            publisher.publishEvent(event);
        } else if (deduplicator.firstSeen(event)) {
            try {
                publisher.publishEvent(event);
            } catch (RuntimeException | Error e) {
                deduplicator.forget(event);
                throw e;
            }
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
