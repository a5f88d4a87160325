// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.lang.module.ModuleDescriptor;
import java.util.List;

/**
 * A published module, with the three places in which it declares its dependencies.
 *
 * @param name its artifact id, which is also its name in the diagram
 * @param classes its compiled classes
 * @param descriptor its {@code module-info}
 * @param dependencies those of its POM, without inherited ones
 */
record PublishedModule(String name, JavaClasses classes, ModuleDescriptor descriptor, List<Dependency> dependencies) {

    @Override
    public String toString() {
        return name;
    }

    /** A dependency as a POM declares it. */
    record Dependency(String groupId, String artifactId, String scope) {}
}
