package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.decision.DecisionBasis;
import io.tributary.domain.decision.MadeDecision;
import io.tributary.domain.entity.ShopReport;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.ledger.Entry;
import io.tributary.domain.metric.Cell;
import io.tributary.domain.metric.Labels;
import io.tributary.domain.metric.MetricWindow;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.reward.GivenBenefit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the task said: the live directive of each merchant, and its ledger. */
final class SaidByTask implements Outbox {
    final Map<String, Directive> issued = new HashMap<>();
    final Map<String, Boolean> withdrawn = new HashMap<>();
    final Map<String, List<Entry>> ledger = new HashMap<>();
    final Map<String, List<MadeDecision>> decisions = new HashMap<>();
    final Map<String, List<ShopReport>> toOwners = new HashMap<>();
    /** Programme, benefit, status and what was used of it. */
    final List<String> benefits = new ArrayList<>();

    final Map<String, List<PeriodStanding>> standings = new HashMap<>();
    final Map<String, Integer> rows = new HashMap<>();

    @Override
    public void directive(String merchantId, Directive directive) {
        issued.put(merchantId, directive);
        withdrawn.put(merchantId, false);
        for (Part part : directive.parts()) {
            assertThat(part.multiplier()).as("support never demotes").isBetween(1.0, part.maxMultiplier());
            assertThat(part.additive()).isBetween(0.0, part.maxAdditive());
            assertThat(part.admitProbability()).isGreaterThan(0).isLessThanOrEqualTo(1);
            assertThat(part.remaining()).isPositive();
        }
    }

    @Override
    public void tombstone(String merchantId, WithdrawalReason reason) {
        withdrawn.put(merchantId, true);
    }

    @Override
    public void metric(String merchantId, Labels labels, MetricWindow w, Cell c, WindowStatus s) {
        rows.merge(merchantId, 1, Integer::sum);
    }

    @Override
    public void standing(String merchantId, PeriodStanding standing) {
        standings.computeIfAbsent(merchantId, key -> new ArrayList<>()).add(standing);
    }

    @Override
    public void entry(String merchantId, Entry entry) {
        ledger.computeIfAbsent(merchantId, key -> new ArrayList<>()).add(entry);
    }

    @Override
    public void decisions(String merchantId, DecisionBasis basis, List<MadeDecision> made) {
        decisions.computeIfAbsent(merchantId, key -> new ArrayList<>()).addAll(made);
    }

    @Override
    public void shop(String owner, ShopReport report) {
        toOwners.computeIfAbsent(owner, any -> new ArrayList<>()).add(report);
    }

    @Override
    public void buckets(BucketReport report, boolean complete) {
        // what is told by bucket has tests of its own
    }

    @Override
    public void benefit(String merchantId, String programmeId, GivenBenefit given, long time) {
        benefits.add(programmeId + " " + given.terms().id() + " " + given.status() + " " + given.used());
    }

    @Override
    public void entitlement(String merchantId, boolean optOut, long decidedAt, List<Decided> decisions) {}
}
