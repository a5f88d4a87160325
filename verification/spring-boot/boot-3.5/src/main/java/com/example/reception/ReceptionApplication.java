// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Dials guests into meetings, and keeps unwanted users out of them. */
@SpringBootApplication
public class ReceptionApplication {

    /**
     * Runs it.
     *
     * @param arguments properties, as in {@code --jaas.key-id=…}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(ReceptionApplication.class, arguments);
    }
}
