// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

/**
 * Thrown for a webhook request that is not accepted. Its message says which check failed, for the log of the receiving server; it
 * contains neither secret, nor signature, nor body.
 */
public final class WebhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;

    /** The check that failed. */
    public enum Reason {
        /** The request has no signature header: it is not from JaaS, or a proxy removed the header. */
        SIGNATURE_MISSING(UNAUTHORIZED),
        /** The signature header is not of the form {@code t=<unix seconds>,v1=<base64>}. */
        SIGNATURE_MALFORMED(UNAUTHORIZED),
        /** No signature fits the body and a secret: another secret, a changed body, or a forged request. */
        SIGNATURE_MISMATCH(UNAUTHORIZED),
        /** The signature is valid, but its time is too far in the past or the future: a replay, or a wrong clock. */
        TIME_OUT_OF_TOLERANCE(UNAUTHORIZED),
        /** The body is larger than {@link WebhookVerifier#MAX_BODY_BYTES}; its signature was not computed. */
        BODY_TOO_LARGE(BAD_REQUEST),
        /** The signature is valid, but the body is not a JSON object in UTF-8, or is nested too deeply. */
        BODY_MALFORMED(BAD_REQUEST);

        private final int httpStatus;

        Reason(int httpStatus) {
            this.httpStatus = httpStatus;
        }
    }

    private final Reason reason;

    WebhookException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * The check that failed.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The status to respond with.
     *
     * @return 401 for a signature, 400 for a body
     */
    public int httpStatus() {
        return reason.httpStatus;
    }
}
