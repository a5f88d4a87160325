// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.events.EventDeduplicator;
import dev.jaas.events.ParticipantEvent;
import dev.jaas.events.RoomSettings;
import dev.jaas.events.SettingsProvisioning;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.testkit.FakeConferenceManagement;
import jakarta.servlet.Filter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Webhook requests, from their bytes to the application's listeners. */
class WebhookFilterTest {

    private static final String SECRET = "whsec_of-the-filter";
    private static final String JOINED = body("PARTICIPANT_JOINED", "{\"id\":\"mallory\"}");

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(JaasAutoConfiguration.class, WebhookAutoConfiguration.class))
            .withBean(ConferenceManagement.class, FakeConferenceManagement::new)
            .withBean(Listener.class)
            .withPropertyValues("jaas.webhooks.path=/webhooks/jaas", "jaas.webhooks.secrets=" + SECRET);

    @Test
    void post_signedEvent_isPublishedByItsTypeAnd200() {
        runner.run(context -> {
            assertThat(post(context, JOINED, signature(JOINED)).getStatus()).isEqualTo(200);

            assertThat(context.getBean(Listener.class).joined)
                    .singleElement()
                    .satisfies(event -> assertThat(event.participant().userId()).hasToString("mallory"));
        });
    }

    @Test
    void post_changedBodyOrNoSignature_isNotPublishedAnd401() {
        runner.run(context -> {
            assertThat(post(context, JOINED + " ", signature(JOINED)).getStatus())
                    .isEqualTo(401);
            assertThat(post(context, JOINED, null).getStatus()).isEqualTo(401);

            assertThat(context.getBean(Listener.class).joined).isEmpty();
        });
    }

    @Test
    void post_bodyLargerThanTheLimit_isReadNoFurtherAnd400() {
        MockHttpServletRequest request = request("POST", new byte[WebhookVerifier.MAX_BODY_BYTES + 2]);
        request.addHeader(WebhookVerifier.SIGNATURE_HEADER, signature(JOINED));
        runner.run(context -> {
            assertThat(send(context, request).getStatus()).isEqualTo(400);

            assertThat(request.getInputStream().readAllBytes()).hasSize(1);
        });
    }

    @Test
    void get_isNotAllowed() {
        runner.run(context -> {
            MockHttpServletResponse response = send(context, request("GET", new byte[0]));

            assertThat(response.getStatus()).isEqualTo(405);
            assertThat(response.getHeader("Allow")).isEqualTo("POST");
        });
    }

    @Test
    void post_repeatedEvent_isPublishedOnceWithADeduplicator() {
        EventDeduplicator deduplicator = EventDeduplicator.inMemory(10, Duration.ofMinutes(1));
        runner.withBean(EventDeduplicator.class, () -> deduplicator).run(context -> {
            post(context, JOINED, signature(JOINED));
            assertThat(post(context, JOINED, signature(JOINED)).getStatus()).isEqualTo(200);

            assertThat(context.getBean(Listener.class).joined).hasSize(1);
        });
    }

    @Test
    void post_repeatedWhileAListenerHasIt_isToBeSentAgain() {
        EventDeduplicator deduplicator = EventDeduplicator.inMemory(10, Duration.ofMinutes(1));
        runner.withBean(EventDeduplicator.class, () -> deduplicator).run(context -> {
            List<Integer> meanwhile = new ArrayList<>();
            context.getBean(Listener.class).meanwhile =
                    () -> meanwhile.add(post(context, JOINED, signature(JOINED)).getStatus());

            assertThat(post(context, JOINED, signature(JOINED)).getStatus()).isEqualTo(200);

            assertThat(meanwhile).containsExactly(503);
            assertThat(context.getBean(Listener.class).joined).hasSize(1);
        });
    }

    @Test
    void post_listenerThatFails_failsAndTheEventIsPublishedAgain() {
        EventDeduplicator deduplicator = EventDeduplicator.inMemory(10, Duration.ofMinutes(1));
        runner.withBean(EventDeduplicator.class, () -> deduplicator).run(context -> {
            Listener listener = context.getBean(Listener.class);
            listener.failure = new IllegalStateException("no database");
            assertThatThrownBy(() -> post(context, JOINED, signature(JOINED))).isSameAs(listener.failure);
            listener.failure = null;
            assertThat(post(context, JOINED, signature(JOINED)).getStatus()).isEqualTo(200);

            assertThat(listener.joined).hasSize(2);
        });
    }

    @Test
    void post_requestForSettings_isRespondedToWithThoseOfTheSource() {
        String body = body("SETTINGS_PROVISIONING", "{}");
        RoomSettings settings = RoomSettings.builder().maxOccupants(20).build();
        runner.withBean(RoomSettingsSource.class, () -> request -> settings).run(context -> {
            MockHttpServletResponse response = post(context, body, signature(body));

            assertThat(response.getContentType()).isEqualTo("application/json");
            assertThat(response.getContentAsByteArray()).isEqualTo(settings.toJson());
            assertThat(context.getBean(Listener.class).settings).hasSize(1);
        });
    }

    @Test
    void registration_hasTheExactPathBeforeSpringSecurity() {
        runner.run(context -> {
            FilterRegistrationBean<?> filter = context.getBean(FilterRegistrationBean.class);

            assertThat(filter.getUrlPatterns()).hasToString("[/webhooks/jaas]");
            assertThat(filter.getOrder()).isLessThan(-100);
        });
    }

    @Test
    void settings_missingOrInvalid_failTheStart() {
        assertThat(analysisWith("jaas.webhooks.secrets=")).contains("jaas.webhooks.secrets is not");
        assertThat(analysisWith("jaas.webhooks.path=/webhooks/*")).contains("without a pattern");
        assertThat(analysisWith("jaas.webhooks.tolerance=0s")).contains("jaas.webhooks.tolerance");
    }

    @Test
    void filter_withoutPathOrEventsOrServlets_isNotThere() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean("jaasWebhookFilter"));
        runner.withClassLoader(new FilteredClassLoader("dev.jaas.events"))
                .run(context -> assertThat(context).doesNotHaveBean("jaasWebhookFilter"));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
                .withPropertyValues("jaas.webhooks.path=/webhooks/jaas")
                .run(context -> assertThat(context).doesNotHaveBean("jaasWebhookFilter"));
    }

    private String analysisWith(String property) {
        StringBuilder analysis = new StringBuilder();
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            analysis.append(Contexts.analysis(context.getStartupFailure()));
        });
        return analysis.toString();
    }

    private static MockHttpServletResponse post(ApplicationContext context, String body, String signature)
            throws Exception {
        MockHttpServletRequest request = request("POST", body.getBytes(UTF_8));
        if (signature != null) {
            request.addHeader(WebhookVerifier.SIGNATURE_HEADER, signature);
        }
        return send(context, request);
    }

    private static MockHttpServletRequest request(String method, byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/webhooks/jaas");
        request.setContent(body);
        return request;
    }

    private static MockHttpServletResponse send(ApplicationContext context, MockHttpServletRequest request)
            throws Exception {
        Filter filter = context.getBean(FilterRegistrationBean.class).getFilter();
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static String body(String type, String data) {
        return "{\"eventType\":\"" + type + "\",\"timestamp\":1632490058278,\"idempotencyKey\":\"k1\","
                + "\"fqn\":\"vpaas-magic-cookie-96f0941768964ab380ed0fbada7a502f/standup\",\"data\":" + data + "}";
    }

    private static String signature(String body) {
        try {
            long time = Instant.now().getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal((time + "." + body).getBytes(UTF_8));
            return "t=" + time + ",v1=" + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static class Listener {

        final List<ParticipantEvent.Joined> joined = new ArrayList<>();
        final List<SettingsProvisioning> settings = new ArrayList<>();
        RuntimeException failure;
        Callable<?> meanwhile = () -> null;

        @EventListener
        void onJoined(ParticipantEvent.Joined event) throws Exception {
            joined.add(event);
            meanwhile.call();
            if (failure != null) {
                throw failure;
            }
        }

        @EventListener
        void onSettings(SettingsProvisioning event) {
            settings.add(event);
        }
    }
}
