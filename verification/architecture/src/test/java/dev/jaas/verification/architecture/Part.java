package dev.jaas.verification.architecture;

import java.util.Optional;
import java.util.stream.Stream;

/** What the house may use from outside, by its name in the diagram. Where two match a package, the first does. */
enum Part {
    JDK_HTTP_CLIENT("JDK HTTP client", "java.net.http", "", "java.net.http"),
    JDK_HTTP_SERVER("JDK HTTP server", "com.sun.net.httpserver", "", "jdk.httpserver"),
    JDK_LOGGING("java.util.logging", "java.util.logging", "", "java.logging"),
    JDK("JDK", "java", "", "java.base"),
    JAVAX("JDK", "javax", "", "java.base"),
    JSPECIFY("JSpecify", "org.jspecify", "org.jspecify", "org.jspecify"),
    JACKSON("jackson-core", "com.fasterxml.jackson.core", "com.fasterxml.jackson.core", "com.fasterxml.jackson.core"),
    VERTX("Vert.x", "io.vertx", "io.vertx", "io.vertx"),
    BOUNCYCASTLE("BouncyCastle", "org.bouncycastle", "org.bouncycastle", "org.bouncycastle"),
    PICOCLI("picocli", "picocli", "info.picocli", "info.picocli"),
    JUNIT("JUnit 5 API", "org.junit.jupiter.api", "org.junit.jupiter", "org.junit.jupiter.api"),
    ASSERTJ("AssertJ", "org.assertj.core", "org.assertj", "org.assertj.core");

    final String drawnAs;
    private final String packages;
    private final String groupId;
    private final String modules;

    Part(String drawnAs, String packages, String groupId, String modules) {
        this.drawnAs = drawnAs;
        this.packages = packages;
        this.groupId = groupId;
        this.modules = modules;
    }

    /** Whether every box may use it without saying so. */
    boolean isEverywhere() {
        return this == JDK || this == JAVAX || this == JSPECIFY;
    }

    boolean isInMaven() {
        return !groupId.isEmpty();
    }

    static Optional<Part> ofPackage(String name) {
        return Stream.of(values()).filter(part -> isWithin(name, part.packages)).findFirst();
    }

    static Optional<Part> ofModule(String name) {
        return Stream.of(values()).filter(part -> isWithin(name, part.modules)).findFirst();
    }

    static Optional<Part> ofGroup(String groupId) {
        return Stream.of(values())
                .filter(part -> part.isInMaven() && part.groupId.equals(groupId))
                .findFirst();
    }

    static Optional<Part> drawnAs(String name) {
        return Stream.of(values()).filter(part -> part.drawnAs.equals(name)).findFirst();
    }

    private static boolean isWithin(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + '.');
    }
}
