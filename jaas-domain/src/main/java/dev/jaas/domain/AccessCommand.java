// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

/**
 * A command that controls who may join. A ban is checked when a user authenticates: it does not remove a participant from a
 * room (ban, then kick), and no command lifts it.
 */
public sealed interface AccessCommand extends JaasCommand permits BanUser, BanJwt {}
