package io.tributary.analytics.report;

import io.tributary.analytics.store.Batch;
import io.tributary.analytics.store.ReadModel;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Sources;
import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.DecisionReason;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.experiment.v1.Uplift;
import io.tributary.experiment.v1.UpliftDenominator;
import io.tributary.experiment.v1.UpliftFigure;
import io.tributary.experiment.v1.UpliftMetric;
import io.tributary.experiment.v1.UpliftSubject;
import io.tributary.experiment.v1.UpliftWindow;
import io.tributary.experiment.v1.WithheldReason;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.GroupDimension;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.StageChange;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.metrics.v1.Withholding;
import io.tributary.programmes.v1.AppealChannel;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.PublicationKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the service published of a programme with two merchants and two days, small enough to be added up by hand. */
final class Published {
    static final long DAY = 86_400_000L;
    /** Midnight of 1 March 2026 in Shanghai. */
    static final long FIRST = Instant.parse("2026-02-28T16:00:00Z").toEpochMilli();

    private final Batch batch = new Batch();

    /** Writes all of it. */
    static void write(String url) {
        Published published = new Published();
        published.ledger();
        published.pacing(FIRST, 9, 500, 140, .005, 90);
        published.pacing(FIRST, 10, 500, 145, .002, 100);
        published.pacing(FIRST + DAY, 20, 600, 90, .004, 300);
        published.pacing("herbs", FIRST + DAY, 20, 40, 0, 0, 0);
        published.rules(1, FIRST - 40 * DAY, null, 500);
        published.rules(2, FIRST - 15 * DAY + 7 * 3_600_000, FIRST + DAY, 600);
        published.rules(3, FIRST + DAY, FIRST + 20 * DAY, 700);
        published.decisions();
        published.cases();
        published.benefits();
        published.experiment();
        published.groups();
        published.days();
        try (ReadModel model = ReadModel.open(url, "cluster", Sources.all())) {
            model.write(published.batch);
        }
    }

    /** A programme of which no more is known than that it was published, with a zone. */
    static void rulesOf(String url, String programmeId, String zone) {
        Published published = new Published();
        Programme programme = Programme.newBuilder(programme(1, null, 10))
                .setProgrammeId(programmeId)
                .setTimeZone(zone)
                .build();
        published.add(
                "programmes-history",
                programmeId + "@1/" + FIRST,
                Publication.newBuilder()
                        .setProgramme(programme)
                        .setPublishedAt(FIRST)
                        .setKind(PublicationKind.UNKNOWN)
                        .setJurisdiction("CN")
                        .build());
        try (ReadModel model = ReadModel.open(url, "cluster", Sources.all())) {
            model.write(published.batch);
        }
    }

    private void add(String topic, String key, Object record) {
        Source<?> source = Sources.all().stream()
                .filter(each -> each.topic().name().equals(topic))
                .findFirst()
                .orElseThrow();
        batch.add(source, key, record);
    }

    /** m-1: 100 granted, 98 spent; then 80 and 60. m-2: 50 granted, 51 spent; then 40 and 30. */
    private void ledger() {
        entry("m-1", 1, 0, EntryKind.GRANT, 120, 120, 0);
        entry("m-1", 2, 0, EntryKind.GRANT, 100, 100, 0);
        entry("m-1", 3, 0, EntryKind.CHARGE, 98, 100, 98);
        entry("m-1", 4, 0, EntryKind.RELEASE, 2, 100, 98);
        entry("m-1", 5, 1, EntryKind.GRANT, 80, 80, 0);
        entry("m-1", 6, 1, EntryKind.CHARGE, 67, 80, 67);
        entry("m-1", 7, 1, EntryKind.CREDIT, 7, 80, 60);
        entry("m-2", 1, 0, EntryKind.GRANT, 50, 50, 0);
        entry("m-2", 2, 0, EntryKind.CHARGE, 51, 50, 51);
        entry("m-2", 3, 1, EntryKind.GRANT, 40, 40, 0);
        entry("m-2", 4, 1, EntryKind.CHARGE, 30, 40, 30);
        entry("herbs", "m-1", 8, 1, EntryKind.GRANT, 30, 30, 0);
    }

    private void entry(
            String merchant, long sequence, int day, EntryKind kind, long exposures, long granted, long spent) {
        entry("farm", merchant, sequence, day, kind, exposures, granted, spent);
    }

    private void entry(
            String programme,
            String merchant,
            long sequence,
            int day,
            EntryKind kind,
            long exposures,
            long granted,
            long spent) {
        add(
                "ledger",
                merchant,
                LedgerEntry.newBuilder()
                        .setMerchantId(merchant)
                        .setSequence(sequence)
                        .setProgrammeId(programme)
                        .setPeriodStart(FIRST + day * DAY)
                        .setKind(kind)
                        .setExposures(exposures)
                        .setGranted(granted)
                        .setSpent(spent)
                        .setBeat(day)
                        .setTime(FIRST + day * DAY + sequence)
                        .build());
    }

    private void pacing(long start, long beat, long pool, long spent, double loss, long exposures) {
        pacing("farm", start, beat, pool, spent, loss, exposures);
    }

    private void pacing(String programme, long start, long beat, long pool, long spent, double loss, long exposures) {
        Pacing pacing = Pacing.newBuilder()
                .setBeat(beat)
                .setPool(pool)
                .setGranted(150)
                .setSpent(spent)
                .setPlanned(spent)
                .setPacingError(0)
                .setStrength(1)
                .setMembers(2)
                .setSuspended(0)
                .setOversubscribed(beat == 20)
                .setTreatmentExposures(0)
                .setTreatmentTotal(exposures)
                .setHoldoutExposures(0)
                .setHoldoutTotal(0)
                .setTreatmentOrders(0)
                .setHoldoutOrders(0)
                .setRelevanceLoss(loss)
                .setRelevanceBudget(0.01)
                .build();
        add(
                "programme-metrics",
                programme,
                ProgrammeMetric.newBuilder()
                        .setProgrammeId(programme)
                        .setWindowStart(start)
                        .setWindowEnd(start + DAY)
                        .setTime(start + DAY - 1)
                        .setRevision(1)
                        .setMerchants(2)
                        .setPacing(pacing)
                        .setStatus(WindowStatus.UNKNOWN)
                        .build());
    }

    private void rules(int version, long publishedAt, Long effectiveFrom, long pool) {
        Programme programme = programme(version, effectiveFrom, pool);
        Publication publication = Publication.newBuilder()
                .setProgramme(programme)
                .setPublishedAt(publishedAt)
                .setKind(version == 1 ? PublicationKind.UNKNOWN : PublicationKind.GENERAL)
                .setJurisdiction("CN")
                .build();
        add("programmes-history", "farm@" + version + "/" + publishedAt, publication);
    }

    private static Programme programme(int version, Long effectiveFrom, long pool) {
        return Programme.newBuilder()
                .setProgrammeId("farm")
                .setVersion(version)
                .setName(new LocalizedText("农产品<扶持>", "Farm & produce"))
                .setStartsAt(FIRST - 100 * DAY)
                .setPool(pool)
                .setFloor(10)
                .setCap(200)
                .setMaxMultiplier(2)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 100))
                .setEligibility(List.of())
                .setEffectiveFrom(effectiveFrom)
                .setAppeal(new AppealChannel("https://merchants.example", 10))
                .build();
    }

    private void decisions() {
        decision("m-1", 1, DecisionKind.ELIGIBLE, "size");
        decision("m-3", 2, DecisionKind.NOT_ELIGIBLE, "size");
        decision("m-4", 3, DecisionKind.NOT_ELIGIBLE, "size");
    }

    private void decision(String merchant, long beat, DecisionKind kind, String clause) {
        MadeDecision decision = MadeDecision.newBuilder()
                .setDecisionId("farm~" + merchant)
                .setKind(kind)
                .setProgrammeId("farm")
                .setVersion(1)
                .setReasons(List.of(new DecisionReason(
                        clause, ClauseVerdict.FAILS, new LocalizedText("规模过大", "the business is too large"))))
                .build();
        add(
                "decisions",
                merchant,
                new MerchantDecisions(merchant, FIRST + beat, beat, "digest", Map.of(), Map.of(), List.of(decision)));
    }

    /** m-3's appeal is upheld after two days by a human; m-4's is open for longer than ten days; m-2 complains. */
    private void cases() {
        feedback("m-3", CaseKind.APPEAL, CaseAction.OPENED, "farm~m-3", FIRST, 0);
        feedback("m-3", CaseKind.APPEAL, CaseAction.HUMAN_REQUESTED, null, FIRST + 1, 0);
        feedback("m-3", CaseKind.APPEAL, CaseAction.CLOSED, null, FIRST + 2 * DAY, 25);
        feedback("m-4", CaseKind.APPEAL, CaseAction.OPENED, "farm~m-4", FIRST - 20 * DAY, 0);
        feedback("m-2", CaseKind.COMPLAINT, CaseAction.OPENED, null, FIRST + 5, 0);
        feedback("m-9", CaseKind.COMPLAINT, CaseAction.OPENED, null, FIRST + 5, 0);
    }

    private void feedback(
            String merchant, CaseKind kind, CaseAction action, String decision, long time, long exposures) {
        boolean closed = action == CaseAction.CLOSED;
        add(
                "feedback",
                merchant,
                Feedback.newBuilder()
                        .setCaseId("c-" + merchant)
                        .setKind(kind)
                        .setAction(action)
                        .setDecisionId(decision)
                        .setOutcome(closed ? CaseOutcome.UPHELD : CaseOutcome.UNKNOWN)
                        .setDecidedBy(closed ? DecidedBy.HUMAN : DecidedBy.UNKNOWN)
                        .setExposures(exposures)
                        .setTime(time)
                        .build());
    }

    private void benefits() {
        benefit("m-1", BenefitStatus.USED, 30);
        benefit("m-2", BenefitStatus.EXPIRED, 0);
    }

    private void benefit(String merchant, BenefitStatus status, long used) {
        add(
                "benefits",
                merchant,
                BenefitChange.newBuilder()
                        .setMerchantId(merchant)
                        .setProgrammeId("farm")
                        .setVersion(1)
                        .setId("coupon-1")
                        .setBenefitId("welcome")
                        .setKind(BenefitKind.TRAFFIC_COUPON)
                        .setStatus(status)
                        .setUnit(BenefitUnit.EXPOSURES)
                        .setQuota(30)
                        .setUsed(used)
                        .setStartsAt(FIRST)
                        .setTime(FIRST + 7)
                        .build());
    }

    /** A difference of .25 net orders a bucket-day over 9,000 of them; by day, and withheld for sales. */
    private void experiment() {
        estimate(UpliftWindow.TO_DATE, 0, null, figure(UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS, "", .25, .2));
        estimate(UpliftWindow.DAY, 0, null, figure(UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS, "", .3, .4));
        estimate(UpliftWindow.DAY, 1, null, figure(UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS, "", .2, .4));
    }

    private void estimate(UpliftWindow window, int day, WithheldReason withheld, UpliftFigure first) {
        add(
                "uplift",
                "farm",
                Uplift.newBuilder()
                        .setProgrammeId("farm")
                        .setVersion(1)
                        .setWindow(window)
                        .setWindowStart(FIRST + day * DAY)
                        .setWindowEnd(FIRST + (window == UpliftWindow.DAY ? day + 1 : 10) * DAY)
                        .setCountedUntil(FIRST)
                        .setTime(FIRST)
                        .setRevision(1)
                        .setTreatmentBuckets(900)
                        .setHoldoutBuckets(100)
                        .setWithheld(withheld)
                        .setFigures(List.of(
                                first,
                                figure(UpliftSubject.SUPPORTED, UpliftMetric.NET_SALES, "CNY", 1_250, 500),
                                figure(UpliftSubject.OTHERS, UpliftMetric.NET_ORDERS, "", -.01, .05)))
                        .build());
    }

    private static UpliftFigure figure(
            UpliftSubject subject, UpliftMetric metric, String currency, double difference, double halfWidth) {
        return UpliftFigure.newBuilder()
                .setSubject(subject)
                .setMetric(metric)
                .setCurrency(currency)
                .setDenominator(UpliftDenominator.BUCKET_DAY)
                .setTreatment(11_250)
                .setHoldout(1_000)
                .setTreatmentDenominator(9_000)
                .setHoldoutDenominator(1_000)
                .setDifference(difference)
                .setStandardError(halfWidth / 1.96)
                .setLow95(difference - halfWidth)
                .setHigh95(difference + halfWidth)
                .setRatio(1.25)
                .setRatioLow95(1.05)
                .setRatioHigh95(1.5)
                .build();
    }

    /** Three counties, of which the second is withheld on the first day, and the third always. */
    private void groups() {
        for (int day = 0; day < 2; day++) {
            group("330110", day, Withholding.NONE, 30L + 2 * day, 100);
            group("440305", day, day == 0 ? Withholding.COMPLEMENT : Withholding.NONE, 25L, 60);
            group("530627", day, Withholding.SMALL, 3L, 7);
        }
    }

    private void group(String county, int day, Withholding withheld, long merchants, long charged) {
        boolean told = withheld == Withholding.NONE;
        ArmTotals arm = ArmTotals.newBuilder()
                .setArm(Arm.TREATMENT)
                .setImpressions(10 * charged)
                .setExposures(5 * charged)
                .setCharged(charged)
                .setOrders(10)
                .setRefunds(1)
                .build();
        add(
                "group-metrics",
                "farm",
                GroupMetric.newBuilder()
                        .setProgrammeId("farm")
                        .setWindowSize(WindowSize.DAY)
                        .setWindowStart(FIRST + day * DAY)
                        .setWindowEnd(FIRST + (day + 1) * DAY)
                        .setDimension(GroupDimension.COUNTY)
                        .setValue(county)
                        .setTime(FIRST + 2 * DAY)
                        .setRevision(1)
                        .setStatus(WindowStatus.FINAL)
                        .setWithheld(withheld)
                        .setThreshold(20)
                        .setMerchants(told ? merchants : null)
                        .setArms(told ? List.of(arm) : List.of())
                        .setGranted(told ? charged + 5 : null)
                        .build());
    }

    private void days() {
        for (int day = 0; day < 2; day++) {
            add(
                    "programme-days",
                    "farm",
                    ProgrammeDay.newBuilder()
                            .setProgrammeId("farm")
                            .setWindowStart(FIRST + day * DAY)
                            .setWindowEnd(FIRST + (day + 1) * DAY)
                            .setTime(FIRST + 2 * DAY)
                            .setRevision(1)
                            .setEligible(40)
                            .setGrantedMerchants(30)
                            .setSupported(20 + 4 * day)
                            .setCoverage(0.5 + 0.1 * day)
                            .setGranted(150)
                            .setSpent(145)
                            .setOverDelivery(1)
                            .setFloorMerchants(30)
                            .setFloorsMet(29 + day)
                            .setGini(day == 0 ? 0.4 : null)
                            .setWithheld(day == 1)
                            .setThreshold(20)
                            .setExposures(900)
                            .setRead(35)
                            .setApplied(33)
                            .setSupportedOrders(50)
                            .setSupportedRefunds(5)
                            .setOtherOrders(10)
                            .setSupportedComplaints(2)
                            .setGraduated(4 * day)
                            .setSurvivalTold(4)
                            .setSurvived(3)
                            .setStageChanges(List.of(
                                    new StageChange(Stage.SEED, Stage.GROW, 3L),
                                    new StageChange(Stage.SEED, Stage.SEED, 20L)))
                            .build());
        }
    }
}
