// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

/** How a caller executes a command and what it does meanwhile. */
@FunctionalInterface
interface CallerBehavior {

    /** Executes the scenario's command and returns the result that its caller gets. */
    ObservedResult execute(FaultScenario scenario) throws Exception;
}
