package io.tributary.topology.merchant;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.ItemScope;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.decision.DecisionBasis;
import io.tributary.domain.decision.MadeDecision;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.entity.ShopReport;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.ledger.Entry;
import io.tributary.domain.merchant.DirectiveReason;
import io.tributary.domain.merchant.Outbox;
import io.tributary.domain.merchant.PeriodStanding;
import io.tributary.domain.merchant.WithdrawalReason;
import io.tributary.domain.metric.Cell;
import io.tributary.domain.metric.Labels;
import io.tributary.domain.metric.MetricWindow;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.reward.GivenBenefit;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.topology.BucketRecords;
import io.tributary.topology.EntityRecords;
import io.tributary.topology.RecordOutput;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A merchant task's outputs, from the domain to records of the contract's topics. Those that are many are made by setters: Avro's builders
 * check what the domain has checked, and take several times as long.
 */
final class RecordOutbox implements Outbox {
    private final int task;
    private final RecordOutput output;
    private final MetricRecords metrics;
    private final Map<DirectiveReason, LocalizedText> explanations = new EnumMap<>(DirectiveReason.class);
    private long time;
    private int directives;

    /**
     * @param task merchant partition
     */
    RecordOutbox(int task, RecordOutput output, ZoneId metricZone) {
        this.task = task;
        this.output = output;
        this.metrics = new MetricRecords(metricZone);
        for (DirectiveReason reason : DirectiveReason.values()) {
            explanations.put(reason, text(reason.explanation()));
        }
    }

    /** Sets the timestamp of what follows, but for metrics, epoch milliseconds, and starts counting directives anew. */
    void begin(long timestamp) {
        time = timestamp;
        directives = 0;
    }

    /** Directives and tombstones since {@link #begin}. */
    int directives() {
        return directives;
    }

    @Override
    public void directive(String merchantId, Directive directive) {
        directives++;
        BoostDirective record = new BoostDirective();
        record.setSequence(directive.sequence());
        record.setIssuedAt(directive.issuedAt());
        record.setExpiresAt(directive.expiresAt());
        record.setReason(io.tributary.directives.v1.DirectiveReason.valueOf(
                directive.reason().name()));
        record.setExplanation(explanations.get(directive.reason()));
        record.setBoosts(directive.parts().stream().map(RecordOutbox::boost).toList());
        record.setTask(task);
        send(merchantId, record, Topics.BOOST_DIRECTIVES);
    }

    private static Boost boost(Part part) {
        Boost boost = new Boost();
        boost.setDirectiveId(part.directiveId());
        boost.setProgrammeId(part.programmeId());
        boost.setSurfaces(part.surfaces().stream()
                .map(surface -> Surface.valueOf(surface.name()))
                .toList());
        boost.setNeed(part.need());
        boost.setMultiplier(part.multiplier());
        boost.setAdditive(part.additive());
        boost.setMaxMultiplier(part.maxMultiplier());
        boost.setMaxAdditive(part.maxAdditive());
        boost.setHoldout(new BucketRange(part.holdout().from(), part.holdout().to()));
        boost.setRemaining(part.remaining());
        boost.setAdmitProbability(part.admitProbability());
        boost.setStage(Stage.valueOf(part.stage().name()));
        boost.setSafeUntil(part.safeUntil());
        boost.setScope(scope(part.reach().items()));
        boost.setAdvertisement(part.advertisement());
        boost.setWithoutPersonalisation(part.reach().withoutPersonalisation());
        boost.setShareOfPage(part.reach().shareOfPage());
        return boost;
    }

    private static ItemScope scope(io.tributary.domain.rules.ItemScope items) {
        return items.isAll()
                ? null
                : new ItemScope(
                        items.categories().stream().sorted().toList(),
                        items.tags().stream().sorted().toList(),
                        items.listedWithinDays());
    }

    @Override
    public void tombstone(String merchantId, WithdrawalReason reason) {
        directives++;
        output.withdraw(merchantId, reason, time);
    }

    /** Dated by the window's end, so that readers who fold windows follow event time and not the time of publication. */
    @Override
    public void metric(String merchantId, Labels labels, MetricWindow window, Cell cell, WindowStatus status) {
        ConversionMetric row = metrics.row(merchantId, labels, window, cell, status);
        output.send(Topics.CONVERSION_METRICS, merchantId, row, window.end());
    }

    @Override
    public void standing(String merchantId, PeriodStanding standing) {
        // As of its day, like that day's rows: what is told after a long silence is not older than what the roll-up
        // remembers.
        long asOf = Math.min(standing.span().dayEnd(), time);
        output.send(Topics.MERCHANT_DAYS, standing.programmeId(), MetricRecords.day(merchantId, standing, time), asOf);
    }

    @Override
    public void entry(String merchantId, Entry entry) {
        LedgerEntry record = new LedgerEntry();
        record.setMerchantId(merchantId);
        record.setSequence(entry.sequence());
        record.setProgrammeId(entry.programmeId());
        record.setPeriodStart(entry.periodStart());
        record.setKind(EntryKind.valueOf(entry.kind().name()));
        record.setExposures(entry.exposures());
        record.setGranted(entry.granted());
        record.setSpent(entry.spent());
        record.setBeat(entry.beat());
        record.setTime(entry.time());
        record.setReason(entry.reason() == null ? null : text(entry.reason()));
        record.setCouponId(entry.couponId());
        send(merchantId, record, Topics.LEDGER);
    }

    @Override
    public void decisions(String merchantId, DecisionBasis basis, List<MadeDecision> made) {
        send(merchantId, DecisionRecords.record(merchantId, basis, made), Topics.DECISIONS);
    }

    @Override
    public void entitlement(String merchantId, boolean optOut, long decidedAt, List<Decided> decisions) {
        send(
                merchantId,
                Entitlement.newBuilder()
                        .setMerchantId(merchantId)
                        .setDecidedAt(decidedAt)
                        .setOptOut(optOut)
                        .setDecisions(decisions.stream()
                                .map(each -> decision(merchantId, each))
                                .toList())
                        .build(),
                Topics.ENTITLEMENTS);
    }

    @Override
    public void benefit(String merchantId, String programmeId, GivenBenefit given, long at) {
        GivenBenefit.Terms terms = given.terms();
        BenefitChange record = new BenefitChange();
        record.setMerchantId(merchantId);
        record.setProgrammeId(programmeId);
        record.setVersion(terms.version());
        record.setId(terms.id());
        record.setBenefitId(terms.benefitId());
        record.setMissionId(terms.missionId().isEmpty() ? null : terms.missionId());
        record.setKind(BenefitKind.valueOf(terms.kind().name()));
        record.setStatus(BenefitStatus.valueOf(given.status().name()));
        record.setUnit(BenefitUnit.valueOf(terms.allowance().unit().name()));
        String currency = terms.allowance().currency();
        record.setCurrency(currency.isEmpty() ? null : currency);
        record.setQuota(terms.allowance().quota());
        record.setUsed(given.used());
        record.setStartsAt(terms.from());
        record.setEndsAt(terms.until() == Long.MAX_VALUE ? null : terms.until());
        record.setTime(at);
        send(merchantId, record, Topics.BENEFITS);
    }

    private static io.tributary.ledger.v1.Decision decision(String merchantId, Decided decided) {
        Decision decision = decided.decision();
        return io.tributary.ledger.v1.Decision.newBuilder()
                .setProgrammeId(decision.programmeId())
                .setVersion(decision.version())
                .setEligible(decision.eligible())
                .setClauses(decision.outcome().clauses().stream()
                        .map(DecidedClause::publishedId)
                        .toList())
                .setReasons(decided.reasons().stream().map(RecordOutbox::text).toList())
                .setStage(Stage.valueOf(decided.standing().stage().name()))
                .setGranted(decided.standing().granted())
                .setPeriodStart(decided.standing().periodStart())
                .setDecisionId(decision.id(merchantId))
                .build();
    }

    @Override
    public void shop(String owner, ShopReport report) {
        send(owner, EntityRecords.report(report), Topics.ENTITY_SHOPS);
    }

    @Override
    public void buckets(BucketReport report, boolean complete) {
        output.send(
                Topics.BUCKET_SUMS,
                BucketRecords.key(report.group()),
                BucketRecords.record(task, report, complete),
                time);
    }

    private static LocalizedText text(io.tributary.domain.LocalizedText text) {
        return new LocalizedText(text.zh(), text.en());
    }

    private <T extends SpecificRecord> void send(String key, T value, Topic<T> topic) {
        output.send(topic, key, value, time);
    }
}
