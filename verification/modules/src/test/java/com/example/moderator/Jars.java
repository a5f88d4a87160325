// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars of a program and of the modules that it requires, as the build made them or found them in a repository. */
final class Jars {

    static final String PROGRAM = "com.example.moderator";

    private final List<Path> files;

    private Jars(List<Path> files) {
        this.files = files;
    }

    /** Those of this module's program, and of other modules that it uses. */
    static Jars ofProgramAnd(String... modules) {
        Path[] classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toArray(Path[]::new);
        Configuration resolved = ModuleLayer.boot()
                .configuration()
                .resolve(
                        ModuleFinder.of(classPath),
                        ModuleFinder.of(),
                        Stream.concat(Stream.of(PROGRAM), Stream.of(modules)).toList());
        return new Jars(resolved.modules().stream()
                .map(module -> Path.of(module.reference().location().orElseThrow()))
                .sorted()
                .toList());
    }

    List<Path> files() {
        return files;
    }

    /** As an option's value. */
    String path() {
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
