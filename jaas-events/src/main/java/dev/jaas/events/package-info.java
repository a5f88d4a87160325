// SPDX-License-Identifier: Apache-2.0
/**
 * Events of conferences, as JaaS sends them by webhook. {@link dev.jaas.events.WebhookVerifier} checks the signature of a request
 * and turns its body into a {@link dev.jaas.events.JaasEvent}; {@link dev.jaas.events.EventDeduplicator} recognises repeated
 * events; {@link dev.jaas.events.CommandConfirmations} finds the event that shows that a command has taken effect.
 * {@link dev.jaas.events.ParticipantTokens} signs the tokens with which participants join.
 *
 * <p>The rules of signature and payload are those of 8x8's documentation, <em>Check the webhook signatures</em> and <em>Payload
 * structure</em>.
 */
@NullMarked
package dev.jaas.events;

import org.jspecify.annotations.NullMarked;
