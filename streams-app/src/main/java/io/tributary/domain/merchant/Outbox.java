package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.decision.DecisionBasis;
import io.tributary.domain.decision.MadeDecision;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.entity.ShopReport;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.ledger.AuditTrail;
import io.tributary.domain.metric.Cell;
import io.tributary.domain.metric.Labels;
import io.tributary.domain.metric.MetricWindow;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.reward.GivenBenefit;
import io.tributary.domain.rules.Delivery;
import java.util.List;
import java.util.Set;

/** What a merchant task says to the world. */
public interface Outbox extends AuditTrail {
    void directive(String merchantId, Directive directive);

    /** Stop now. */
    void tombstone(String merchantId, WithdrawalReason reason);

    /**
     * What a merchant's window has counted.
     *
     * @param labels as of the window's end
     */
    void metric(String merchantId, Labels labels, MetricWindow window, Cell cell, WindowStatus status);

    /** How a merchant stood in a period of a programme. */
    void standing(String merchantId, PeriodStanding standing);

    /** What was decided about a merchant at a beat, in the order in which it was decided. */
    void decisions(String merchantId, DecisionBasis basis, List<MadeDecision> made);

    void entitlement(String merchantId, boolean optOut, long decidedAt, List<Decided> decisions);

    /**
     * What a shop tells its owner.
     *
     * @param owner hash of the legal entity
     */
    void shop(String owner, ShopReport report);

    /**
     * Where a benefit stands from now on.
     *
     * @param time service time, epoch milliseconds
     */
    void benefit(String merchantId, String programmeId, GivenBenefit given, long time);

    /**
     * What was counted by bucket.
     *
     * @param complete whether the task has told all with it that it has counted until its time
     */
    void buckets(BucketReport report, boolean complete);

    /** A directive to the recommender. Times are epoch milliseconds. */
    record Directive(long sequence, long issuedAt, long expiresAt, DirectiveReason reason, List<Part> parts) {}

    /**
     * One programme's part of a directive; see the schema Boost.
     *
     * @param reach items and requests that it is for
     * @param advertisement whether merchants pay for it
     */
    record Part(
            String directiveId,
            String programmeId,
            Set<Surface> surfaces,
            double need,
            double multiplier,
            double additive,
            double maxMultiplier,
            double maxAdditive,
            BucketRange holdout,
            long remaining,
            double admitProbability,
            Stage stage,
            long safeUntil,
            Delivery.Reach reach,
            boolean advertisement) {}

    /**
     * What one programme decided about a merchant.
     *
     * @param reasons of the clauses that decided, in their order
     * @param standing how the merchant stands in it
     */
    record Decided(Decision decision, List<LocalizedText> reasons, Announcement.Standing standing) {}
}
