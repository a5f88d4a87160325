// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.cli.Invocation;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code jaas doctor --json} printed.
 *
 * @param status the exit status
 * @param json all of it
 * @param checks the checks by their names, in order
 */
record Diagnosis(int status, Map<String, Object> json, Map<String, Map<String, Object>> checks) {

    static Diagnosis of(Invocation.Result result) {
        try {
            Map<String, Object> json = JSONObjectUtils.parse(result.out());
            Map<String, Map<String, Object>> checks = new LinkedHashMap<>();
            for (Map<String, Object> check : JSONObjectUtils.getJSONObjectArray(json, "checks")) {
                checks.put(JSONObjectUtils.getString(check, "name"), check);
            }
            return new Diagnosis(result.status(), json, checks);
        } catch (ParseException e) {
            throw new AssertionError(result.everything(), e);
        }
    }

    String state(String name) {
        return part(name, "state");
    }

    String finding(String name) {
        return part(name, "finding");
    }

    String cause(String name) {
        return part(name, "cause");
    }

    String fix(String name) {
        return part(name, "fix");
    }

    private String part(String name, String part) {
        return String.valueOf(checks.getOrDefault(name, Map.of()).get(part));
    }
}
