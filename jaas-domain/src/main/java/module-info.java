/** The values, the six commands and the rules that need no wire. */
module dev.jaas.domain {
    requires static org.jspecify;

    exports dev.jaas.domain;
}
