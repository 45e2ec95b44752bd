package io.tributary.domain.decision;

import io.tributary.domain.decision.MadeDecision.Mark;

/**
 * Ids of decisions that are not about eligibility, in the form of {@link io.tributary.domain.eligibility.Decision#id}:
 *
 * <pre>
 *   farm~1~3~m-00042       eligibility: the number of the decision among all about the merchant
 *   farm~1~g2s~m-00042     grant: g and the sequence of its ledger entry
 *   farm~1~sk3l1o2~m-00042 stage: s and the start of the period in which it begins
 *   farm~1~x3~m-00042      exit since the programme or the profile is no more: x and the number of the decision that stood until then
 *   farm~1~vk3l1o2~m-00042 survival: v and when the merchant graduated
 *   farm~1~w7~m-00042      withheld: w and the sequence of the directive that was withdrawn
 * </pre>
 *
 * Numbers are in base 36. Ledger entries and directives have a sequence per merchant that never repeats, and a stage changes once a
 * period, so that ids differ; and a replay of the same events gives the same.
 */
public final class DecisionIds {
    private static final char SEPARATOR = '~';
    private static final int RADIX = 36;

    private DecisionIds() {}

    /** @param ledgerSequence of the entry that sets the grant */
    public static Mark grant(String programmeId, int version, long ledgerSequence, String merchantId) {
        return mark(programmeId, version, 'g', ledgerSequence, merchantId);
    }

    /** @param periodStart of the period in which the stage begins, epoch milliseconds */
    public static Mark stage(String programmeId, int version, long periodStart, String merchantId) {
        return mark(programmeId, version, 's', periodStart, merchantId);
    }

    /** @param number of the eligibility decision that stood until now */
    public static Mark removed(String programmeId, int version, long number, String merchantId) {
        return mark(programmeId, version, 'x', number, merchantId);
    }

    /** @param directiveSequence of the directive that was withdrawn */
    public static Mark withheld(String programmeId, int version, long directiveSequence, String merchantId) {
        return mark(programmeId, version, 'w', directiveSequence, merchantId);
    }

    /** @param graduatedAt epoch milliseconds */
    public static Mark survival(String programmeId, int version, long graduatedAt, String merchantId) {
        return mark(programmeId, version, 'v', graduatedAt, merchantId);
    }

    private static Mark mark(String programmeId, int version, char kind, long number, String merchantId) {
        String id = programmeId
                + SEPARATOR
                + Integer.toString(version, RADIX)
                + SEPARATOR
                + kind
                + Long.toString(number, RADIX)
                + SEPARATOR
                + merchantId;
        return new Mark(id, programmeId, version);
    }
}
