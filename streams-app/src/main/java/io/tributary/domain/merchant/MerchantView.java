package io.tributary.domain.merchant;

import io.tributary.domain.appeal.AppealCase;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.metric.KeptWindow;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.reward.MerchantRewards;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a merchant at one moment, as plain values for people. It is read between two events, so that all of it belongs together;
 * it may be some of what the next commit writes. What is known of single order lines and of judged impressions is kept by their hashes and
 * not by merchant: it is not in here.
 *
 * @param complete whether all of its counts are in: not before the first beat after a restart, where it had no event since
 * @param profiledAt when its profile was true, epoch milliseconds; 0 without one
 * @param profiled whether it has a profile
 * @param dueAt when a beat visits it in any case, epoch milliseconds
 * @param programmes its parts in programmes, those that it has left among them
 * @param ledgerSequence number of its last ledger entry
 * @param cases appeals and complaints that are kept
 * @param rewards missions and benefits by programme
 */
public record MerchantView(
        String merchantId,
        boolean complete,
        boolean profiled,
        long profiledAt,
        long dueAt,
        List<Participation.Snapshot> programmes,
        List<Decided> decisions,
        MerchantHead.Directive directive,
        long ledgerSequence,
        Windows windows,
        List<AppealCase> cases,
        List<MerchantRewards.Part> rewards) {
    public MerchantView {
        programmes = List.copyOf(programmes);
        decisions = List.copyOf(decisions);
        cases = List.copyOf(cases);
        rewards = List.copyOf(rewards);
    }

    /**
     * A decision that stands.
     *
     * @param id under which it was published
     * @param ground what decided
     * @param clauses ids of those that decided
     * @param reviewAt when time alone may change one of the merchant's decisions, epoch milliseconds
     */
    public record Decided(
            String id,
            String programmeId,
            int version,
            boolean eligible,
            String ground,
            List<String> clauses,
            long reviewAt) {
        public Decided {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * Its metric windows.
     *
     * @param openCells cells of minutes that are open
     * @param kept those that have ended and are not settled yet, and open hours and days
     */
    public record Windows(int openCells, List<KeptWindow> kept) {
        public Windows {
            kept = List.copyOf(kept);
        }
    }

    /** As the merchant is now. */
    public static MerchantView of(MerchantState merchant) {
        List<Participation.Snapshot> programmes = new ArrayList<>();
        for (int i = 0; i < merchant.participationCount(); i++) {
            programmes.add(merchant.participationSnapshot(i));
        }
        MetricWindows windows = merchant.windows();
        return new MerchantView(
                merchant.id(),
                merchant.isHydrated() && !merchant.isLacking(),
                merchant.profile() != null,
                merchant.profiledAt(),
                merchant.dueAt(),
                programmes,
                merchant.decisions().all().stream()
                        .map(decision -> decided(decision, merchant))
                        .toList(),
                merchant.head().directive(),
                merchant.head().ledgerSequence(),
                new Windows(windows.openCells(), windows.kept()),
                merchant.cases().all(),
                merchant.rewards().snapshot());
    }

    private static Decided decided(Decision decision, MerchantState merchant) {
        return new Decided(
                decision.id(merchant.id()),
                decision.programmeId(),
                decision.version(),
                decision.eligible(),
                decision.outcome().ground().name(),
                decision.outcome().clauses().stream()
                        .map(clause -> clause.publishedId())
                        .toList(),
                merchant.decisions().reviewAt());
    }
}
