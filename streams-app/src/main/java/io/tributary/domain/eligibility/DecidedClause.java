package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;

/**
 * A clause that decided, and what it said.
 *
 * @param id of the clause, unique in its programme
 */
public record DecidedClause(String id, Verdict verdict) {
    private static final String NOT_EVALUATED = "not-evaluated:";

    /** The id that merchants read: of a clause that could not be evaluated it says so, for that is not their fault. */
    public String publishedId() {
        return verdict == Verdict.NOT_EVALUATED ? NOT_EVALUATED + id : id;
    }

    /**
     * Why it decided, as the merchant reads it.
     *
     * @param reason the clause's own
     */
    public LocalizedText publishedReason(LocalizedText reason) {
        return verdict != Verdict.NOT_EVALUATED
                ? reason
                : new LocalizedText(
                        "规则“" + id + "”暂时无法判定，原因在平台规则配置，与商家无关。",
                        "The rule \"" + id + "\" could not be evaluated: a fault of the platform's rules, not of the"
                                + " merchant's.");
    }
}
