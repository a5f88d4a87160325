// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import java.util.Set;

/** A way to break the promises of {@link dev.jaas.spi.HttpTransport}, and the tests that must detect it. */
enum ContractViolation {
    BLOCKS_CALLER(
            "start_serverSilent_returnsAtOnce",
            "start_connectingTakesLong_returnsAtOnce",
            "start_tlsHandshakeTakesLong_returnsAtOnce",
            "start_noConnectionFree_returnsAtOnce"),
    LOOKS_UP_NAMES_ON_CALLER("start_hostIsName_isNotLookedUpOnCallersThread"),
    SAYS_NO_THREAD_MAY_BLOCK("mayBlockCurrentThread_onCallersThread_isTrue"),
    SAYS_ANY_THREAD_MAY_BLOCK("mayBlockCurrentThread_whereTrueInListener_doesNotDeadlock"),
    ABORT_WAITS_FOR_LISTENER("listener_called_blocksNoOtherThread"),
    HAS_ONE_THREAD("start_asManyAsMaxConcurrentExchanges_areInFlightAtOnce"),
    HAS_CONNECT_TIMEOUT_OF_ITS_OWN("connectTimeout_any_isThatOfSettings"),
    HOLDS_LOCK_IN_LISTENER("listener_called_blocksNoOtherThread", "abort_withinListener_closesConnection"),

    DECODES_PATH("target_any_isSentAsGiven"),
    DECODES_UNRESERVED("target_any_isSentAsGiven"),
    ENCODES_QUERY_AGAIN("target_any_isSentAsGiven"),
    DROPS_EMPTY_QUERY("target_emptyQuery_isSentAsGivenOrFails"),
    REPLACES_ACCEPT_ENCODING("headers_acceptEncoding_isSentAsGiven"),
    SENDS_ABSOLUTE_TARGET("target_emptyPath_isSentAsSlash", "target_any_isSentAsGiven"),
    TRIMS_HEADER_VALUES("headers_all_areSentOnceWithTheirValues"),
    ADDS_HEADERS("headers_all_areThoseGivenAndThoseOfConnection", "headers_none_areThoseOfConnectionAndNameOfStack"),
    SENDS_HOST_WITHOUT_PORT("headers_host_isAuthorityOfUri"),
    OMITS_LENGTH_ZERO("body_none_hasContentLengthZero"),
    CHUNKS_BODY("body_any_isSentAsGiven", "body_none_hasContentLengthZero", "body_ofMethodWithoutBody_isNotAnnounced"),
    POSTS_EVERYTHING("method_any_isSentAsGiven"),

    ASKS_AT_START(
            "beforeSend_connectionNotReady_isNotAsked",
            "beforeSend_tunnelNotReady_isNotAsked",
            "start_nameUnknown_failsAsNotSent",
            "start_connectionRefused_failsAsNotSent",
            "start_connectingTakesLong_isNotSent",
            "start_noConnectionFree_isNotSent",
            "start_tlsHandshakeFails_failsAsNotSent",
            "trustedCertificates_none_areThoseOfJdk",
            "close_whileConnecting_failsAsNotSent"),
    ASKS_BEFORE_TLS(
            "beforeSend_connectionNotReady_isNotAsked",
            "start_tlsHandshakeFails_failsAsNotSent",
            "close_whileConnecting_failsAsNotSent"),
    ASKS_BEFORE_TUNNEL("beforeSend_tunnelNotReady_isNotAsked", "proxy_refusesTunnel_failsAsNotSentAndIsNamed"),
    ASKS_AFTER_FIRST_BYTE(
            "beforeSend_false_writesNotOneByte",
            "beforeSend_falseOverTls_writesNotOneByte",
            "beforeSend_falseInTunnel_writesNotOneByte",
            "beforeSend_falseOnConnectionKeptAlive_writesNotOneByte"),
    ASKS_WITH_RESPONSE("beforeSend_false_writesNotOneByte", "start_noResponse_isNotRepeated"),
    DOES_NOT_ASK(
            "beforeSend_false_writesNotOneByte",
            "headers_host_isAuthorityOfUri",
            "status_from200To599_isReported",
            "start_noUsableResponse_failsAsUnknown",
            "start_tlsConnectionLostAfterRequest_failsAsUnknown",
            "close_exchangesInFlight_failAndAreNotWaitedFor"),
    IGNORES_REFUSAL(
            "beforeSend_false_writesNotOneByte",
            "beforeSend_falseOverTls_writesNotOneByte",
            "beforeSend_falseInTunnel_writesNotOneByte",
            "beforeSend_falseOnConnectionKeptAlive_writesNotOneByte"),
    KEEPS_CONNECTION_AFTER_REFUSAL("beforeSend_false_writesNotOneByte"),

    SENDS_AGAIN_AFTER_FAILURE(
            "start_noResponse_isNotRepeated",
            "start_onConnectionKeptAlive_isNotRepeated",
            "start_onConnectionClosedMeanwhile_isSentAtMostOnce"),
    ENDS_BY_ITSELF("start_serverSilent_isNotRepeated", "start_responseLate_isWaitedFor"),
    TAKES_SURPLUS_FOR_RESPONSE("start_afterSurplusResponse_doesNotTakeItForItsOwn"),
    FOLLOWS_REDIRECTS("start_responseAsksForAnother_isNotRepeated"),
    CARRIES_COOKIES("start_afterSetCookie_carriesNoState"),
    CACHES_VALIDATORS("start_afterCacheableResponse_isSentAgain"),
    CACHES_REDIRECTS("start_afterCacheableResponse_isSentAgain"),
    SENDS_COOKIES_OF_SYSTEM("cookies_ofSystem_areNeitherSentNorKept"),
    REPEATS_WITH_PASSWORD_OF_SYSTEM("authenticator_ofSystem_isNotAsked"),

    FAILS_ON_STATUS("status_from200To599_isReported", "status_thatDoesNotExist_isReported"),
    TAKES_INTERIM_FOR_FINAL("status_interim_isNotReported"),
    TAKES_ANYTHING_FOR_SUCCESS(
            "status_below200_isNoSuccess", "start_noUsableResponse_failsAsUnknown", "start_negativeStatus_isNoSuccess"),
    IS_STRICT_ABOUT_STATUS_LINE("status_withoutReasonPhrase_isReported", "status_ofHttp10_isReported"),
    READS_HEAD_AT_ONCE("head_inPieces_isReported"),
    WAITS_FOR_BODY_OF_ANY_STATUS("status_withoutBody_endsWithHead"),
    KEEPS_UPGRADED_CONNECTION("status_101_closesConnectionWhenRefused"),
    LOSES_HEADERS("headers_any_areFoundInAnyCaseWithAllValues"),
    REPORTS_FIRST_VALUE_ALONE(
            "headers_any_areFoundInAnyCaseWithAllValues", "headers_ofAmbiguousLength_areReportedAsTheyCame"),
    REPORTS_HEAD_TWICE("status_from200To599_isReported"),

    KNOWS_NO_CHUNKS("body_wellFormed_isReportedToItsEnd"),
    DECODES_BODY("body_withContentCoding_isReportedAsItCame"),
    DRAINS_BODY("body_falseWhenEnough_isNotReadToItsEnd"),
    TAKES_BROKEN_TLS_FOR_END(
            "start_tlsBrokenInBody_isNotComplete", "start_tlsConnectionLostAfterRequest_failsAsUnknown"),
    LIMITS_BODY("body_large_isReportedWhole"),
    REPORTS_PARTS_ON_ANY_THREAD("body_large_isReportedWhole"),
    COLLECTS_RESPONSE("body_unfinished_isReportedAsFarAsItCame"),
    CLAIMS_COMPLETE("body_broken_isNotComplete"),
    READS_ON(
            "body_falseAtHead_closesConnection",
            "body_falseAtFirstPart_closesConnection",
            "body_falseWhenEnough_closesConnection"),

    NEVER_FAILS(
            "start_connectionLostAtAccept_fails",
            "start_clientCertificateMissing_fails",
            "start_noUsableResponse_failsAsUnknown",
            "start_nameUnknown_failsAsNotSent",
            "close_exchangesInFlight_failAndAreNotWaitedFor"),
    QUOTES_TOKEN("start_connectionRefused_failsAsNotSent", "start_noUsableResponse_failsAsUnknown"),
    QUOTES_PATH("start_connectionRefused_failsAsNotSent", "start_noUsableResponse_failsAsUnknown"),
    LOGS_TOKEN("start_responseEchoesSecret_isNotShown"),
    PRINTS_TOKEN("start_responseEchoesSecret_isNotShown"),
    THROWS_ON_THREAD_OF_STACK("start_responseMalformed_leavesNothingUncaught"),
    OMITS_SERVER_NAME("tls_hostIsName_isServerNameIndication"),
    TRUSTS_ANY_HOST("start_tlsHandshakeFails_failsAsNotSent"),
    TRUSTS_ANYBODY("start_tlsHandshakeFails_failsAsNotSent", "trustedCertificates_none_areThoseOfJdk"),

    IGNORES_ABORT(
            "abort_inFlight_closesConnection",
            "abort_inFlight_freesConnectionForAnother",
            "abort_inEndlessHead_freesConnectionForAnother"),
    WAITS_ON_ABORT("abort_inFlight_returnsAtOnce"),
    CLOSES_LATE("abort_inFlight_closesConnection"),
    THROWS_FROM_ABORT("abort_inFlight_closesConnection", "abort_withinListener_closesConnection"),
    THROWS_FROM_LATE_ABORT("abort_afterEnd_disturbsNoOther", "abort_withinComplete_disturbsNoOther"),
    ABORTS_EVERY_EXCHANGE("abort_afterEnd_disturbsNoOther"),
    LEAKS_CONNECTION_ON_ABORT(
            "abort_inFlight_freesConnectionForAnother",
            "abort_whileConnecting_freesConnectionForAnother",
            "abort_racingWithSending_leavesConnectionsFree"),
    LEAKS_CONNECTION_ON_FAILURE("start_afterFailures_connectionIsFree"),
    LEAVES_FAILED_CONNECTION_OPEN("start_tlsHandshakeFails_failsAsNotSent"),
    CONNECTS_FOREVER(
            "abort_whileConnecting_closesConnectionWhenThatTimesOut",
            "abort_whileConnecting_freesConnectionForAnother",
            "settings_shortestConnectTimeout_isNoInfiniteOne"),
    SENDS_ABORTED("abort_whileWaitingForConnection_sendsNothing", "abort_inFlight_closesConnection"),

    NEVER_WAITS_FOR_CONNECTION("start_moreThanMaxConnections_waitForConnection"),
    OPENS_ANY_NUMBER_OF_CONNECTIONS("start_noConnectionFree_isNotSent"),

    ADDS_TRUST("trustedCertificates_any_replaceThoseOfJdk"),
    ROUNDS_SHORT_TIMEOUT_DOWN("settings_shortestConnectTimeout_isNoInfiniteOne"),
    OVERFLOWS_ON_LONG_TIMEOUT("settings_extreme_areAccepted"),
    REFUSES_MANY_CONNECTIONS("settings_extreme_areAccepted"),
    IGNORES_TRUST_SETTINGS("trustedCertificates_authorityOfServer_isTrusted"),
    IGNORES_PROXY("proxy_https_isTunnelled"),
    DOES_WITHOUT_TUNNEL("proxy_refusesTunnel_failsAsNotSentAndIsNamed"),
    TAKES_PROXY_FOR_SERVER("proxy_refusesTunnel_failsAsNotSentAndIsNamed"),
    DOES_NOT_NAME_PROXY(
            "proxy_refusesTunnel_failsAsNotSentAndIsNamed", "proxy_refusesCredentials_failsAsNotSentWithoutThem"),
    USES_PROXY_WITHOUT_TLS("proxy_withoutTls_isNotUsed"),
    OMITS_PROXY_CREDENTIALS("proxy_withCredentials_getsThemOrTransportIsRefused"),
    QUOTES_PROXY_CREDENTIALS("proxy_refusesCredentials_failsAsNotSentWithoutThem"),
    REPEATS_REFUSED_CREDENTIALS("proxy_refusesCredentials_failsAsNotSentWithoutThem"),
    USES_PROXY_OF_SYSTEM("proxy_ofSystem_isNotUsed", "proxy_ofSystemProperties_isNotUsed"),
    USES_SOCKS_PROXY_OF_SYSTEM("proxy_ofSystem_isNotUsed", "proxy_ofSystemProperties_isNotUsed"),
    USES_PROXY_OF_SYSTEM_PROPERTIES("proxy_ofSystemProperties_isNotUsed"),

    WORKS_AFTER_CLOSE("close_thenStart_failsAsNotSent"),
    THROWS_AFTER_CLOSE("close_thenStart_failsAsNotSent", "close_twice_isHarmless"),
    THROWS_ON_SECOND_CLOSE("close_twice_isHarmless"),
    WAITS_ON_CLOSE("close_exchangesInFlight_failAndAreNotWaitedFor"),
    ABANDONS_EXCHANGES_ON_CLOSE(
            "close_exchangesInFlight_failAndAreNotWaitedFor", "close_whileConnecting_failsAsNotSent"),
    LEAVES_CONNECTION_OPEN(
            "close_idleConnections_areClosed",
            "body_broken_isNotComplete",
            "body_falseAtHead_closesConnection",
            "beforeSend_false_writesNotOneByte"),
    LEAVES_THREADS("close_threads_haveEnded"),
    LEAVES_FORK_JOIN_POOL("close_threads_haveEnded");

    /** Tests that set or record what belongs to the whole program; these runs must not overlap with others. */
    private static final Set<String> ALONE = Set.of(
            "start_responseEchoesSecret_isNotShown",
            "start_responseMalformed_leavesNothingUncaught",
            "cookies_ofSystem_areNeitherSentNorKept",
            "authenticator_ofSystem_isNotAsked",
            "proxy_ofSystem_isNotUsed",
            "proxy_ofSystemProperties_isNotUsed",
            "trustedCertificates_any_replaceThoseOfJdk",
            "close_threads_haveEnded");

    /** The names of the suite's methods that must fail. */
    @SuppressWarnings("ImmutableEnumChecker") // it is by Set.of
    final Set<String> detectedBy;

    ContractViolation(String... detectedBy) {
        this.detectedBy = Set.of(detectedBy);
    }

    boolean runsAlone() {
        return detectedBy.stream().anyMatch(ALONE::contains);
    }
}
