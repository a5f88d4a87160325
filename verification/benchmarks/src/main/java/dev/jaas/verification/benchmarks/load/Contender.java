// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

/** One way to send the command. */
public interface Contender extends AutoCloseable {

    /** Receives the end of one command, once. */
    interface Completion {
        /** Whether the command was accepted. Called on the contender's callback executor, never within {@link #send}. */
        void completed(boolean accepted);
    }

    /** Sends the command; returns at once. */
    void send(Completion completion);

    @Override
    void close();
}
