// SPDX-License-Identifier: Apache-2.0
/** The values, the six commands and the rules that do not depend on a transport. */
module dev.jaas.domain {
    requires static org.jspecify;

    exports dev.jaas.domain;
}
