package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The merchants of one task that are enrolled in one programme, with sums that are kept as things change, so that a beat
 * costs what changed and not what is enrolled.
 */
final class Members {
    private record Resume(double schedule, String merchantId) {}

    private final String programmeId;
    private final Map<String, MerchantState> byId = new LinkedHashMap<>();
    private final PriorityQueue<Resume> resumes = new PriorityQueue<>((a, b) -> Double.compare(a.schedule, b.schedule));
    private final List<MerchantState> unrated = new ArrayList<>();
    private ProgrammeTerms terms;
    private long floors;
    private long granted;
    private long spent;
    private long dueGrants;
    private long suspended;
    private long directed;
    /** Null when they are to be made up from all members, as for another candidate. */
    private CandidateSums candidate;

    Members(String programmeId) {
        this.programmeId = programmeId;
    }

    /** What the last beat said of the programme; null before the first, and when it said nothing. */
    ProgrammeTerms terms() {
        return terms;
    }

    void terms(ProgrammeTerms now) {
        if (candidate != null && !candidate.isOf(now.candidateRate(), now.candidateFloorScale())) {
            candidate = null;
        }
        terms = now;
    }

    /** The last beat did not name the programme: as after a restart, its earlier terms no longer hold. */
    void withoutTerms() {
        terms = null;
    }

    String programmeId() {
        return programmeId;
    }

    Collection<MerchantState> all() {
        return byId.values();
    }

    /** Takes the account into the sums. */
    void include(MerchantState merchant, Account account) {
        byId.put(merchant.id(), merchant);
        add(account, 1);
        if (candidate != null) {
            candidate.add(account);
        }
        if (account.suspension().await()) {
            resumes.add(new Resume(account.suspension().resumeAt(), merchant.id()));
        }
    }

    /** Takes the account out of the sums while it changes. */
    void exclude(Account account) {
        add(account, -1);
        if (candidate != null) {
            candidate.remove(account);
        }
    }

    void leave(MerchantState merchant, Account account) {
        exclude(account);
        byId.remove(merchant.id());
    }

    /** Notes that the terms of a member changed: they take effect when a grant rate covers them. */
    void changed(MerchantState merchant) {
        unrated.add(merchant);
    }

    /** The members whose changed terms are covered now; each is returned once. */
    List<MerchantState> newlyRated() {
        List<MerchantState> covered = new ArrayList<>();
        unrated.removeIf(merchant -> {
            Account account = merchant.account(programmeId);
            boolean rated = account == null || account.changedAtBeat() <= terms.ratedBeat();
            if (rated && account != null) {
                covered.add(merchant);
            }
            return rated;
        });
        return covered;
    }

    /** Takes in a member that was read back from the store. */
    void restore(MerchantState merchant, Account account) {
        include(merchant, account);
        if (terms == null || account.changedAtBeat() > terms.ratedBeat()) {
            unrated.add(merchant);
        }
    }

    /** Follows a charge to the current period. */
    void charged(Account account) {
        spent++;
        if (account.spent() == account.granted()) {
            dueGrants -= account.granted();
        }
        if (candidate != null) {
            candidate.charged(account);
        }
    }

    private void add(Account account, int sign) {
        floors += sign * account.floor();
        granted += sign * account.granted();
        spent += sign * account.spent();
        dueGrants += account.spent() < account.granted() ? sign * account.granted() : 0;
        suspended += account.suspension().isSuspended() ? sign : 0;
        directed += account.issued().isDirected() ? sign : 0;
    }

    /**
     * The next suspended merchant that is due at this schedule, or null. Who has left or waits for another time by now is passed
     * over: a task that comes back from its store does not know of them, and is to visit whom it would have visited.
     */
    MerchantState nextResumed(double schedule) {
        while (!resumes.isEmpty() && resumes.peek().schedule <= schedule) {
            Resume next = resumes.poll();
            MerchantState merchant = byId.get(next.merchantId);
            if (merchant != null && isAwaited(merchant.account(programmeId), next.schedule)) {
                return merchant;
            }
        }
        return null;
    }

    private static boolean isAwaited(Account account, double schedule) {
        return account != null
                && account.suspension().isSuspended()
                && account.suspension().resumeAt() == schedule;
    }

    /**
     * @param inFlight exposures that are shown or about to be and not yet seen
     */
    TaskReport.Sums report(ProgrammeTally tally, BucketTotals totals, double inFlight) {
        if (candidate == null) {
            sumAtCandidate();
        }
        return new TaskReport.Sums(
                programmeId,
                terms.periodStart(),
                byId.size(),
                floors,
                terms.candidateRate(),
                terms.candidateFloorScale(),
                candidate.grants(),
                candidate.freeWeight(),
                granted,
                spent,
                inFlight,
                tally.committed(),
                suspended,
                dueGrants,
                directed,
                tally,
                tally.treatmentTotal(totals),
                tally.holdoutTotal(totals));
    }

    private void sumAtCandidate() {
        candidate = new CandidateSums(terms.candidateRate(), terms.candidateFloorScale());
        for (MerchantState merchant : byId.values()) {
            candidate.add(merchant.account(programmeId));
        }
    }
}
