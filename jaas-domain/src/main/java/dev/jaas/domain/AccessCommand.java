package dev.jaas.domain;

/**
 * A command about who may join. A ban is looked at when somebody authenticates: it does not remove who is in a room
 * already (ban, then kick), and there is no command that lifts it.
 */
public sealed interface AccessCommand extends JaasCommand permits BanUser, BanJwt {}
