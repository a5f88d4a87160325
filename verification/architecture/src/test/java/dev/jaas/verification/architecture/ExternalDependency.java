// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What modules may use beside each other, with its name in the diagram and the prefixes of its packages, Maven
 * coordinates and modules. Where two match, the first is meant.
 */
enum ExternalDependency {
    JDK_HTTP_CLIENT("JDK HTTP client", "java.net.http", "", "java.net.http"),
    JDK_HTTP_SERVER("JDK HTTP server", "com.sun.net.httpserver", "", "jdk.httpserver"),
    JDK_LOGGING("java.util.logging", "java.util.logging", "", "java.logging"),
    JDK("JDK", "java", "", "java.base"),
    JAVAX("JDK", "javax", "", "java.base"),
    JSPECIFY("JSpecify", "org.jspecify", "org.jspecify:", "org.jspecify"),
    SPRING_ANNOTATIONS(
            "Spring", "com.fasterxml.jackson.annotation", "com.fasterxml.jackson.core:jackson-annotations", "spring"),
    JACKSON("jackson-core", "com.fasterxml.jackson.core", "com.fasterxml.jackson.core:", "com.fasterxml.jackson.core"),
    VERTX_WEB_CLIENT("Vert.x Web Client", "io.vertx.ext.web", "io.vertx:vertx-web", "io.vertx.web"),
    VERTX_CORE("Vert.x Core", "io.vertx", "io.vertx:vertx-core", "io.vertx.core"),
    BOUNCYCASTLE("BouncyCastle", "org.bouncycastle", "org.bouncycastle:", "org.bouncycastle"),
    MICROMETER("Micrometer", "io.micrometer", "io.micrometer:micrometer-core", "micrometer"),
    SPRING("Spring", "org.springframework", "org.springframework", "spring"),
    SPRING_LOGGING("Spring", "org.apache.commons.logging", "", "spring.jcl"),
    SERVLET("Jakarta Servlet", "jakarta.servlet", "jakarta.servlet:", "jakarta.servlet"),
    PICOCLI("picocli", "picocli", "info.picocli:", "info.picocli"),
    JUNIT("JUnit 5 API", "org.junit.jupiter.api", "org.junit.jupiter:", "org.junit.jupiter.api"),
    ASSERTJ("AssertJ", "org.assertj.core", "org.assertj:", "org.assertj.core");

    final String label;
    private final String packages;
    private final String artifacts;
    private final String modules;

    ExternalDependency(String label, String packages, String artifacts, String modules) {
        this.label = label;
        this.packages = packages;
        this.artifacts = artifacts;
        this.modules = modules;
    }

    /** Whether every module may use it although the diagram does not show it. */
    boolean isAlwaysPermitted() {
        return this == JDK || this == JAVAX || this == JSPECIFY;
    }

    boolean isInMaven() {
        return !artifacts.isEmpty();
    }

    static Optional<ExternalDependency> ofPackage(String name) {
        return first(dependency -> isWithin(name, dependency.packages));
    }

    static Optional<ExternalDependency> ofModule(String name) {
        return first(dependency -> isWithin(name, dependency.modules));
    }

    static Optional<ExternalDependency> ofArtifact(String groupId, String artifactId) {
        String coordinates = groupId + ':' + artifactId;
        return first(dependency -> dependency.isInMaven() && coordinates.startsWith(dependency.artifacts));
    }

    static Optional<ExternalDependency> labelled(String label) {
        return first(dependency -> dependency.label.equals(label));
    }

    private static Optional<ExternalDependency> first(Predicate<ExternalDependency> condition) {
        return Stream.of(values()).filter(condition).findFirst();
    }

    private static boolean isWithin(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + '.');
    }
}
