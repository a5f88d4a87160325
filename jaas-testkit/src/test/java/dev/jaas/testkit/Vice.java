package dev.jaas.testkit;

import java.util.Set;

/** A way to break the promises of {@link dev.jaas.port.driven.HttpTransport}, and the tests that must notice. */
enum Vice {
    BLOCKS_CALLER(
            "send_serverSilent_returnsAtOnce",
            "send_connectingTakesLong_returnsAtOnce",
            "send_tlsHandshakeTakesLong_returnsAtOnce",
            "send_noConnectionFree_returnsAtOnce"),
    LOOKS_UP_NAMES_ON_CALLER("send_hostIsName_isNotLookedUpOnCallersThread"),
    SAYS_NO_THREAD_MAY_BLOCK("mayBlockCurrentThread_onCallersThread_isTrue"),
    SAYS_ANY_THREAD_MAY_BLOCK("mayBlockCurrentThread_whereTrueInContinuation_doesNotDeadlock"),
    HAS_ONE_THREAD("send_asManyAsMaxConcurrentExchanges_areInFlightAtOnce"),

    DECODES_PATH("target_any_isSentAsGiven"),
    SENDS_ABSOLUTE_TARGET("target_emptyPath_isSentAsSlash", "target_any_isSentAsGiven"),
    TRIMS_HEADER_VALUES("headers_all_areSentOnceWithTheirValues"),
    ADDS_HEADERS("headers_all_areThoseGivenAndThoseOfConnection"),
    SENDS_HOST_WITHOUT_PORT("headers_host_isAuthorityOfUri"),
    FORGETS_LENGTH_ZERO("body_none_hasContentLengthZero"),
    CHUNKS_BODY("body_any_isSentAsGiven", "body_none_hasContentLengthZero", "body_ofMethodWithoutBody_isNotAnnounced"),
    POSTS_EVERYTHING("method_any_isSentAsGiven"),

    SENDS_AGAIN_AFTER_FAILURE(
            "send_noAnswer_isNotRepeated",
            "send_onConnectionKeptAlive_isNotRepeated",
            "send_onConnectionClosedMeanwhile_isSentAtMostOnce"),
    TAKES_SURPLUS_FOR_ANSWER("send_afterSurplusAnswer_doesNotTakeItForItsOwn"),
    FOLLOWS_REDIRECTS("send_answerAsksForAnother_isNotRepeated"),

    FAILS_ON_STATUS("status_from200To599_isResponse", "status_thatDoesNotExist_isResponse"),
    TAKES_INTERIM_FOR_FINAL("status_afterInterimContinue_isThatOfFinalResponse"),
    IS_STRICT_ABOUT_STATUS_LINE("status_withoutReasonPhrase_isResponse", "status_ofHttp10_isResponse"),
    LOSES_HEADERS("header_any_isFoundInAnyCase"),

    KNOWS_NO_CHUNKS("body_wellFormed_isReadToItsEnd"),
    CUTS_EARLY("body_ofLargestSize_isComplete", "body_tooLarge_isCut", "body_largerByOneByte_isCut"),
    CLAIMS_COMPLETE("body_tooLarge_isCut", "body_tooSlow_isCutASecondAfterHead", "body_broken_isIncomplete"),
    READS_ON_BEYOND_CAP("body_largerByOneByte_isCut"),
    HAS_NO_PATIENCE("body_tooSlow_isCutASecondAfterHead"),
    FAILS_ON_BROKEN_BODY("body_broken_isIncomplete", "body_slowWhenExchangesTimeIsUp_isCutThen"),
    TIMEOUT_ENDS_AT_HEAD("body_slowWhenExchangesTimeIsUp_isCutThen"),

    HAS_NO_TIMEOUT(
            "send_noHeadInTime_endsAsUnknown",
            "send_tlsHandshakeStalls_endsInTime",
            "send_connectingStalls_endsInTime"),
    IS_IMPATIENT("send_answerLateButInTime_isResponse"),

    CLAIMS_UNKNOWN(
            "send_nameUnknown_failsAsNotSent",
            "send_connectionRefused_failsAsNotSent",
            "send_connectTimeout_failsAsNotSentThen",
            "send_tlsHandshakeFails_failsAsNotSent"),
    CLAIMS_NOT_SENT(
            "status_below200_isNoSuccess",
            "send_noHeadInTime_endsAsUnknown",
            "send_noUsableAnswer_failsAsUnknown",
            "send_tlsConnectionLostAfterHandshake_failsAsUnknown",
            "close_exchangesInFlight_failAndAreNotWaitedFor"),
    CONNECTS_FOREVER(
            "send_connectTimeout_failsAsNotSentThen",
            "send_tlsHandshakeStalls_failsAsNotSentAfterConnectTimeout",
            "cancel_whileConnecting_closesConnectionWhenThatTimesOut"),
    TAKES_ANY_HEAD("send_noUsableAnswer_failsAsUnknown"),
    QUOTES_TOKEN("send_tlsHandshakeReset_failsWithoutSecret", "send_answerEchoesSecret_failureDoesNotShowIt"),
    SUPPRESSES_TOKEN("send_connectionRefused_failsAsNotSent"),
    WRAPS_FAILURES("send_connectionRefused_failsAsNotSent", "send_noUsableAnswer_failsAsUnknown"),
    TRUSTS_ANY_HOST("send_tlsHandshakeFails_failsAsNotSent"),
    TRUSTS_ANYBODY("send_tlsHandshakeFails_failsAsNotSent", "trustedCertificates_none_areThoseOfJdk"),

    IGNORES_CANCELLING(
            "cancel_inFlight_closesConnection",
            "cancel_inFlight_freesConnectionForAnother",
            "cancel_whileWaitingForConnection_sendsNothing"),

    NEVER_WAITS_FOR_CONNECTION("send_moreThanMaxConnections_waitTheirTurn"),
    OPENS_ANY_NUMBER_OF_CONNECTIONS("send_noConnectionFreeInTime_failsAsNotSent"),

    IGNORES_TRUST_SETTINGS("trustedCertificates_authorityOfServer_isTrusted"),
    IGNORES_PROXY("proxy_https_isTunnelled"),
    DOES_WITHOUT_TUNNEL("proxy_refusesTunnel_isNoSuccess"),
    FORGETS_PROXY_CREDENTIALS("proxy_withCredentials_getsThemOrTransportIsRefused"),

    WORKS_AFTER_CLOSE("close_thenSend_failsAsNotSent"),
    THROWS_ON_SECOND_CLOSE("close_twice_doesNothingMore"),
    WAITS_ON_CLOSE("close_exchangesInFlight_failAndAreNotWaitedFor"),
    ABANDONS_EXCHANGES_ON_CLOSE("close_exchangesInFlight_failAndAreNotWaitedFor"),
    LEAVES_CONNECTION_OPEN("close_idleConnections_areClosed", "body_tooSlow_isCutASecondAfterHead"),
    LEAVES_THREADS("close_threads_haveEnded");

    /** The names of the suite's methods that must fail. */
    @SuppressWarnings("ImmutableEnumChecker") // it is by Set.of
    final Set<String> caughtBy;

    Vice(String... caughtBy) {
        this.caughtBy = Set.of(caughtBy);
    }
}
