// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;

/**
 * The receipt of a command that JaaS accepted. It does not mean that the command has taken effect: a phone may still be
 * ringing, a participant may still be in the room. The webhooks report that.
 *
 * @param command the command
 * @param status the HTTP status of the response, 200 to 299
 * @param attempts how often the command was sent, from 1
 * @param elapsed from {@code execute} to the response, all attempts and pauses included
 */
public record CommandReceipt(JaasCommand command, int status, int attempts, Duration elapsed) {}
