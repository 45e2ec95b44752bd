package io.tributary.domain.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A former version of a programme, under which those stay who took part when another took its place, as that one's transition says:
 *
 * <pre>
 *   v1 ──────────────┬─ v2, transition until T ──────────────────
 *   took part in v1  └── stays under v1 ──────── T ── under v2      until it leaves, and neither version ends before
 *   comes in later                    under v2
 * </pre>
 *
 * Where one more version takes force before T, they stay as far as its transition goes, too: without one they go over to it at once.
 *
 * @param version with the rules of those who stay
 * @param until first moment at which nobody stays any more, epoch milliseconds
 */
record Stay(RuleBook.Version version, long until) {

    /**
     * Until when merchants stay under a version.
     *
     * @param after the versions that took its place one after the other, at least one; the last is in force
     * @return epoch milliseconds; {@link RuleBook#AT_ONCE} for not at all
     */
    static long until(ProgrammeRules former, List<ProgrammeRules> after) {
        ProgrammeRules inForce = after.get(after.size() - 1);
        if (!former.canBeUnder(inForce)) {
            return RuleBook.AT_ONCE;
        }
        long until = Math.min(former.term().endsAt(), inForce.term().endsAt());
        for (ProgrammeRules each : after) {
            until = Math.min(until, each.identity().force().staysUntil());
        }
        return until;
    }

    /**
     * The former versions of a programme under which merchants may stay.
     *
     * @param versions of that programme that have begun, the lowest first; the last is in force
     */
    static List<Stay> among(List<RuleBook.Version> versions) {
        List<Stay> stays = new ArrayList<>();
        int last = versions.size() - 1;
        for (int i = 0; i < last; i++) {
            RuleBook.Version former = versions.get(i);
            long until = until(former.rules(), rules(versions.subList(i + 1, versions.size())));
            if (until > versions.get(last).from()) {
                ProgrammeRules stayers = former.rules().under(versions.get(last).rules());
                stays.add(new Stay(new RuleBook.Version(stayers, former.eligibility(), former.from()), until));
            }
        }
        return stays;
    }

    private static List<ProgrammeRules> rules(Collection<RuleBook.Version> versions) {
        return versions.stream().map(RuleBook.Version::rules).toList();
    }
}
