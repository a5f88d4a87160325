package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.lang.module.ModuleDescriptor;
import java.util.List;

/**
 * A published module, in the three forms in which it says what it uses.
 *
 * @param name its artifact id, which is its name in the diagram too
 * @param classes its compiled classes
 * @param descriptor its {@code module-info}
 * @param dependencies those of its POM, without what it inherits
 */
record Module(String name, JavaClasses classes, ModuleDescriptor descriptor, List<Dependency> dependencies) {

    @Override
    public String toString() {
        return name;
    }

    /** A dependency as a POM declares it. */
    record Dependency(String groupId, String artifactId, String scope) {}
}
