package dev.jaas.port.driving;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;

/**
 * JaaS accepted a command. That is all it says: a phone may still not be answered, a participant may still be there. The
 * webhooks tell what came of it.
 *
 * @param command the command
 * @param status the HTTP status of the answer, 200 to 299
 * @param attempts how often the command was sent, from 1
 * @param elapsed from the call to the answer, all attempts and pauses included
 */
public record CommandReceipt(JaasCommand command, int status, int attempts, Duration elapsed) {}
