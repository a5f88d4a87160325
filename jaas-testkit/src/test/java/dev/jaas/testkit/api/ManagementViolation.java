// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import java.util.Set;

/** A way to break the promises of {@link dev.jaas.api.ConferenceManagement}, and the tests that must detect it. */
enum ManagementViolation {
    HAS_ANOTHER_APP_ID("appId_always_isThatOfManagement"),
    NAMES_ROOMS_OF_ANOTHER_APP("conference_room_isOneOfThisAppId"),
    ACCEPTS_ANY_ROOM_NAME("conference_room_isOneOfThisAppId"),
    RETURNS_RECEIPT_OF_ANOTHER_COMMAND("execute_accepted_completesWithReceipt"),
    RETURNS_RECEIPT_WITHOUT_STATUS("execute_accepted_completesWithReceipt"),
    COUNTS_ATTEMPTS_FROM_ZERO("execute_accepted_completesWithReceipt"),
    MEASURES_NEGATIVE_TIME("execute_accepted_completesWithReceipt"),
    SENDS_TWICE("execute_accepted_completesWithReceipt"),
    REMEMBERS_COMMANDS("execute_accepted_completesWithReceipt"),
    HANGS_UP_INSTEAD_OF_KICKING("methods_eachCommand_executeIt"),
    BLOCKS_CALLER("execute_serviceSilent_returnsAtOnce", "removeParticipant_serviceSilent_returnsAtOnce"),
    COMPLETES_BEFORE_RESPONSE("execute_serviceSilent_returnsAtOnce", "removeParticipant_serviceSilent_returnsAtOnce"),
    MIXES_UP_RECEIPTS("execute_onManyThreads_completesWithReceiptOfEach"),
    FAILS_FUTURE_FOR_NULL("execute_null_throwsNullPointerException"),
    IGNORES_EXECUTOR("executor_given_completesFuture"),
    NEEDS_EXECUTOR("executor_rejectsTask_futureCompletesAllTheSame"),

    WRAPS_FAILURE(
            "execute_fails_withJaasExceptionItself",
            "removeParticipant_banRejected_failsWithoutKick",
            "removeParticipant_kickRejected_fails"),
    FAILS_WITH_OTHER_EXCEPTION(
            "execute_fails_withJaasExceptionItself",
            "execute_rejected_failsWithReasonAndStatus",
            "execute_connectionRefused_failsAsNotDelivered",
            "execute_noUsableResponse_failsAsUnknown",
            "execute_otherAppId_isRefused"),
    COMPLETES_WITHOUT_ACCEPTANCE(
            "execute_fails_withJaasExceptionItself",
            "execute_rejected_failsWithReasonAndStatus",
            "execute_connectionRefused_failsAsNotDelivered",
            "execute_noUsableResponse_failsAsUnknown",
            "execute_fails_showsNoToken"),
    WRAPS_FAILURE_WITH_EXECUTOR("executor_given_failsWithJaasExceptionItself"),
    LOSES_REASON("execute_rejected_failsWithReasonAndStatus"),
    LOSES_STATUS("execute_rejected_failsWithReasonAndStatus"),
    LOSES_RETRY_AFTER("execute_rejected_failsWithReasonAndStatus"),
    SAYS_UNKNOWN_FOR_NOT_DELIVERED("execute_connectionRefused_failsAsNotDelivered"),
    SAYS_NOT_DELIVERED_FOR_UNKNOWN("execute_noUsableResponse_failsAsUnknown"),
    REPEATS_DIAL_OUT("dialOut_fails_isSentOnce"),
    SENDS_FOR_ANY_APP("execute_otherAppId_isRefused"),
    THROWS_REFUSAL("execute_otherAppId_isRefused"),
    SHOWS_TOKEN("execute_fails_showsNoToken"),

    RETURNS_COPY_OF_FUTURE("cancel_inFlight_abortsExchange"),
    LOSES_CANCELLATION_WITH_EXECUTOR("cancel_onExecutor_abortsExchange"),
    CANCELS_WITH_DERIVED("cancel_derivedFuture_doesNotAbort"),
    WORKS_AFTER_CLOSE("close_thenExecute_isRefused"),
    ABANDONS_COMMANDS_AT_CLOSE("close_inFlight_failsAsUnknown", "blocking_managementClosed_endsWaitThenRefuses"),

    REMOVES_BY_KICK_ALONE("removeParticipant_bothAccepted_completesWithNull"),
    KICKS_BEFORE_BAN(
            "removeParticipant_banRejected_failsWithoutKick",
            "removeParticipant_kickRejected_fails",
            "removeParticipant_noSuchParticipant_completes"),
    NEEDS_PARTICIPANT("removeParticipant_noSuchParticipant_completes"),
    REMOVES_AFTER_CANCEL("removeParticipant_cancelledInBan_abortsIt", "removeParticipant_cancelledInKick_abortsIt"),

    BLOCKS_FOR_ANOTHER_APP("blocking_appIdAndConference_areThoseOfManagement"),
    RETURNS_RECEIPT_OF_ANOTHER_COMMAND_WHEN_BLOCKING("blocking_accepted_returnsReceipt"),
    WRAPS_WHEN_BLOCKING("blocking_notAccepted_throwsExceptionItself", "blocking_otherAppId_isRefused"),
    TAKES_NULL_WHEN_BLOCKING("blocking_null_throwsNullPointerException"),
    IGNORES_INTERRUPT(
            "blocking_interrupted_abortsExchangeAndKeepsFlag", "blocking_interruptedBefore_endsAtOnceAndKeepsFlag"),
    LEAVES_EXCHANGE_AT_INTERRUPT("blocking_interrupted_abortsExchangeAndKeepsFlag"),
    CLEARS_FLAG_AT_INTERRUPT(
            "blocking_interrupted_abortsExchangeAndKeepsFlag", "blocking_interruptedBefore_endsAtOnceAndKeepsFlag"),
    BLOCKS_ANY_THREAD("blocking_onThreadThatMustNotBlock_isRefused"),
    KICKS_BEFORE_BAN_WHEN_BLOCKING("blocking_removeParticipant_bansThenKicks");

    /** The names of the suite's methods that must fail; where a violation has more effects, others may. */
    @SuppressWarnings("ImmutableEnumChecker") // it is by Set.of
    final Set<String> detectedBy;

    ManagementViolation(String... detectedBy) {
        this.detectedBy = Set.of(detectedBy);
    }
}
