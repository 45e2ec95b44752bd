package io.tributary.domain.enrolment;

import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Outcome.Ground;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.EnrolmentRecord.Cure;
import java.util.ArrayList;
import java.util.List;

/**
 * What enrolment and hard exits make of a merchant before a programme's clauses are asked, in this order: banned, left by a hard exit, in
 * its cool-off, not asked for.
 *
 * @param record after the review
 * @param barred why it does not take part; null: the clauses decide
 * @param curing exits whose condition holds, and that wait for it to be put right
 * @param reviewAt when time alone changes that, epoch milliseconds; {@link Long#MAX_VALUE} for never
 */
public record EnrolmentReview(EnrolmentRecord record, Outcome barred, List<DecidedClause> curing, long reviewAt) {

    /**
     * A merchant in a programme.
     *
     * @param takesPart whether it does by the decision that stands
     * @param exits what each of the programme's hard exits says of it, in their order
     * @param now epoch milliseconds
     */
    public record Case(EnrolmentRecord record, boolean takesPart, List<Verdict> exits, long now) {
        /** @param record null for none */
        public static Case of(
                String programmeId, EnrolmentRecord record, boolean takesPart, List<Verdict> exits, long now) {
            return new Case(record == null ? EnrolmentRecord.none(programmeId) : record, takesPart, exits, now);
        }

        /** The same merchant if it took no part. */
        public Case outside() {
            return new Case(record, false, exits, now);
        }
    }

    /** Whether nothing needs to be reviewed of a merchant of which nothing is remembered. */
    public static boolean isNeedless(EnrolmentTerms terms, List<HardExit> exits) {
        return exits.isEmpty() && terms.isOpen();
    }

    public static EnrolmentReview of(EnrolmentTerms terms, List<HardExit> exits, Case of) {
        if (of.record.dates().bannedUntil() > of.now) {
            return barred(
                    of.record,
                    exited(Ground.BANNED, of.record.exits(), exits),
                    of.record.dates().bannedUntil());
        }
        // Whoever left and asked again before the next review has left all the same.
        boolean goesOn = of.takesPart && (of.record.isRegistered() || of.record.leftAt() == 0);
        return goesOn ? member(terms, exits, of) : outsider(terms, exits, of);
    }

    private static EnrolmentReview member(EnrolmentTerms terms, List<HardExit> exits, Case of) {
        List<String> ended = new ArrayList<>();
        List<Cure> cures = new ArrayList<>();
        List<DecidedClause> curing = new ArrayList<>();
        long bannedUntil = 0;
        long reviewAt = Long.MAX_VALUE;
        for (int i = 0; i < exits.size(); i++) {
            HardExit exit = exits.get(i);
            Verdict verdict = of.exits.get(i);
            long known = of.record.curingSince(exit.id());
            long since = known == 0 ? of.now : known;
            if (verdict == Verdict.HOLDS && of.now >= exit.endsAt(since)) {
                ended.add(exit.id());
                bannedUntil = Math.max(bannedUntil, exit.bannedUntil(of.now));
            } else if (verdict == Verdict.HOLDS || verdict == Verdict.AWAITED && known != 0) {
                cures.add(new Cure(exit.id(), since));
                curing.add(new DecidedClause(exit.id(), Verdict.CURING));
                reviewAt = exit.endsAt(since) > of.now ? Math.min(reviewAt, exit.endsAt(since)) : reviewAt;
            }
        }
        if (ended.isEmpty()) {
            return new EnrolmentReview(of.record.curing(cures), null, curing, reviewAt);
        }
        EnrolmentRecord left = of.record.exited(ended, of.now, bannedUntil);
        return of(terms, exits, new Case(left, false, of.exits, of.now));
    }

    private static EnrolmentReview outsider(EnrolmentTerms terms, List<HardExit> exits, Case of) {
        EnrolmentRecord record = of.record.curing(List.of());
        List<String> holding = new ArrayList<>();
        for (int i = 0; i < exits.size(); i++) {
            if (of.exits.get(i) == Verdict.HOLDS) {
                holding.add(exits.get(i).id());
            }
        }
        long coolOffEnds = record.leftAt() == 0 ? 0 : record.leftAt() + terms.coolOffMillis();
        if (coolOffEnds > of.now) {
            return barred(record, exited(Ground.COOL_OFF, record.exits(), exits), coolOffEnds);
        }
        if (!holding.isEmpty()) {
            return barred(record, exited(Ground.EXITED, holding, exits), Long.MAX_VALUE);
        }
        return registered(terms, record, of.now);
    }

    private static EnrolmentReview registered(EnrolmentTerms terms, EnrolmentRecord record, long now) {
        if (record.isRegistered()) {
            return new EnrolmentReview(record, null, List.of(), Long.MAX_VALUE);
        }
        EnrolmentMode mode = terms.mode();
        if (record.hasDeclined() || mode.needsRequest() && !record.isRequested(mode)) {
            return barred(record, mode.withoutRequest(), Long.MAX_VALUE);
        }
        EnrolmentTerms.Registration registration = terms.registration();
        boolean inTime = mode.needsRequest()
                ? record.requestedAt(mode, registration::isOpenAt) != 0
                : record.waiting() != null || registration.isOpenAt(now);
        if (inTime) {
            long closes = mode.needsRequest() ? Long.MAX_VALUE : registration.closesAt();
            return new EnrolmentReview(record, null, List.of(), closes);
        }
        boolean opensByItself = !mode.needsRequest() && now < registration.opensAt();
        return barred(
                record,
                Outcome.on(Ground.REGISTRATION_CLOSED),
                opensByItself ? registration.opensAt() : Long.MAX_VALUE);
    }

    private static EnrolmentReview barred(EnrolmentRecord record, Outcome why, long reviewAt) {
        return new EnrolmentReview(record, why, List.of(), reviewAt);
    }

    /** By hard exits, as far as the rules still have them. */
    private static Outcome exited(Ground ground, List<String> by, List<HardExit> exits) {
        List<DecidedClause> clauses = exits.stream()
                .map(HardExit::id)
                .filter(by::contains)
                .map(id -> new DecidedClause(id, Verdict.FAILS))
                .toList();
        return clauses.isEmpty() ? Outcome.on(ground) : new Outcome(ground, false, clauses);
    }
}
