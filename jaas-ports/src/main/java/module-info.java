/** The interfaces on the edge of the hexagon, and the types they pass. */
module dev.jaas.port {
    requires static org.jspecify;
    requires transitive dev.jaas.domain;

    exports dev.jaas.port.driven;
    exports dev.jaas.port.driving;
}
