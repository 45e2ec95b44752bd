package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;

/**
 * A clause that decided, and what it said.
 *
 * @param id of the clause, unique in its programme
 */
public record DecidedClause(String id, Verdict verdict) {
    /** The id that merchants read: of a clause that could not be evaluated or lacks a figure it says so, for that is not their fault. */
    public String publishedId() {
        return switch (verdict) {
            case HOLDS, FAILS -> id;
            case NOT_EVALUATED -> "not-evaluated:" + id;
            case UNKNOWN -> "unknown:" + id;
            case AWAITED -> "awaited:" + id;
            case CURING -> "curing:" + id;
        };
    }

    /**
     * Why it decided, as the merchant reads it.
     *
     * @param reason the clause's own
     * @param attributes what those measure that the clause reads; used when one is unknown
     */
    public LocalizedText publishedReason(LocalizedText reason, LocalizedText attributes) {
        return switch (verdict) {
            case HOLDS, FAILS -> reason;
            case UNKNOWN ->
                new LocalizedText(
                        reason.zh() + "（平台尚无有效数据：" + attributes.zh() + "）",
                        reason.en() + " (Not known of the merchant, expired or of too small a sample: "
                                + attributes.en() + ")");
            case AWAITED ->
                new LocalizedText(
                        reason.zh() + "（等待数据：" + attributes.zh() + "；在此之前维持现状）",
                        reason.en() + " (Awaited: " + attributes.en() + "; until it is known nothing changes.)");
            case CURING ->
                new LocalizedText(
                        reason.zh() + "（仍继续扶持；请在整改期内改正）",
                        reason.en() + " (Support goes on; to be put right within the time to cure.)");
            case NOT_EVALUATED ->
                new LocalizedText(
                        "规则“" + id + "”暂时无法判定，原因在平台规则配置，与商家无关。",
                        "The rule \"" + id + "\" could not be evaluated: a fault of the platform's rules, not of the"
                                + " merchant's.");
        };
    }
}
