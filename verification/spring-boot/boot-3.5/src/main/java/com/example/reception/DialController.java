// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.domain.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Dials guests. The response does not wait for JaaS: the log records the outcome. */
@RestController
class DialController {

    private static final Logger LOG = LoggerFactory.getLogger(DialController.class);

    private final ConferenceManagement jaas;

    DialController(ConferenceManagement jaas) {
        this.jaas = jaas;
    }

    @PostMapping("/dial")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void dial(@RequestParam("room") String room, @RequestParam("phone") String phone) {
        jaas.dialOut(jaas.conference(room), PhoneNumber.parse(phone))
                .whenComplete((receipt, failure) -> report(room, receipt, failure));
    }

    private static void report(String room, CommandReceipt receipt, Throwable failure) {
        JaasException known = JaasException.find(failure);
        if (receipt != null) {
            LOG.info("The dial-out into {} was accepted after {} attempt(s).", room, receipt.attempts());
        } else if (known != null && known.mayHaveTakenEffect()) {
            LOG.warn("The phone may ring: {}", known.getMessage());
        } else {
            LOG.warn("The phone does not ring.", failure);
        }
    }
}
