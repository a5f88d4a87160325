// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the classes that look up a class, a member, a resource or a service by its name, which a native image must be told of. */
final class LookupsByName {

    private static final Pattern METHOD = Pattern.compile(String.join(
            "|",
            "java\\.lang\\.Class\\.(forName|newInstance|get(Declared)?(Method|Field|Constructor)s?|getResource.*)",
            "java\\.lang\\.ClassLoader\\.(loadClass|get(System)?Resource.*)",
            "java\\.lang\\.Module\\.getResourceAsStream",
            "java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find|unreflect).*",
            "java\\.lang\\.reflect\\.Proxy\\.newProxyInstance",
            "java\\.util\\.ServiceLoader\\.load.*",
            "java\\.util\\.ResourceBundle\\.getBundle",
            "java\\.util\\.concurrent\\.atomic\\..*FieldUpdater\\.newUpdater",
            "java\\.io\\.ObjectInputStream\\.readObject",
            "java\\.lang\\.(System|Runtime)\\.load(Library)?"));

    private LookupsByName() {}

    static List<String> classesWith(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.getCodeUnitAccessesFromSelf().stream().anyMatch(LookupsByName::isOne))
                .map(JavaClass::getName)
                .toList();
    }

    private static boolean isOne(JavaCodeUnitAccess<?> access) {
        return METHOD.matcher(access.getTargetOwner().getName() + "." + access.getName())
                .matches();
    }
}
