package io.tributary.domain.eligibility;

/**
 * What a clause says while an attribute that it reads is unknown: absent, expired, of another type than declared, or measured on too
 * small a sample. Same symbols as the schema's.
 */
public enum UnknownPolicy {
    NOT_MET(Verdict.UNKNOWN),
    MET(Verdict.HOLDS),
    AWAITED(Verdict.AWAITED);

    private final Verdict verdict;

    UnknownPolicy(Verdict verdict) {
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
