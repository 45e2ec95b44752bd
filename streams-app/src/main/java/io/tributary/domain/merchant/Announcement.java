package io.tributary.domain.merchant;

import io.tributary.domain.Interned;
import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import java.util.ArrayList;
import java.util.List;

/**
 * What was published last of a merchant's decisions: it is published again when it would say something else. Immutable, and one object for
 * all merchants that take part in nothing and of which the same is decided.
 *
 * @param decisions their numbers, which no other decision about the merchant ever has
 * @param standings of the programmes that it takes part in
 */
public record Announcement(List<Long> decisions, List<Standing> standings) {
    private static final Interned<Announcement> KNOWN = new Interned<>();
    /** Nothing was published yet, or nothing is left to say. */
    public static final Announcement NONE = of(List.of(), List.of());

    /**
     * How a merchant stands in a programme.
     *
     * @param granted exposures in the period; 0 until a grant is in force
     * @param periodStart epoch milliseconds; 0 before the first
     */
    public record Standing(String programmeId, Stage stage, long granted, long periodStart) {
        private static Standing of(Participation part) {
            return new Standing(
                    part.programmeId(),
                    part.enrolment().stage(),
                    part.budget().granted(),
                    Math.max(0, part.budget().periodStart()));
        }

        /** Of who takes no part in it. */
        static Standing out(String programmeId) {
            return new Standing(programmeId, Stage.SEED, 0, 0);
        }
    }

    /** One that was stored. */
    public static Announcement of(List<Long> decisions, List<Standing> standings) {
        Announcement one = new Announcement(List.copyOf(decisions), List.copyOf(standings));
        return one.standings.isEmpty() ? KNOWN.of(one) : one;
    }

    /** What is to be said now. */
    static Announcement of(Decisions decisions, List<Participation> parts) {
        List<Standing> standings = new ArrayList<>(parts.size());
        parts.forEach(part -> standings.add(Standing.of(part)));
        return of(decisions.all().stream().map(Decision::number).toList(), standings);
    }

    /** How the merchant stands in a programme. */
    Standing standing(String programmeId) {
        for (Standing each : standings) {
            if (each.programmeId.equals(programmeId)) {
                return each;
            }
        }
        return Standing.out(programmeId);
    }
}
