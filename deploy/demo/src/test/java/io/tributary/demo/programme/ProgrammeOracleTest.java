package io.tributary.demo.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.demo.programme.Plain.Sums;
import io.tributary.demo.programme.RawFacts.Fact;
import io.tributary.demo.same.WholeService;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.StageChange;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.metrics.v1.Withholding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From raw events to what is told of programmes, through the real topologies that are restarted: equal to what plain sums over the raw events
 * come to, over a month's end. Of what the service decides only grants, stages and directives are taken from it.
 */
class ProgrammeOracleTest {
    private static final long DAY = 86_400_000;
    private static final double ROUNDING = 1e-12;

    @TempDir
    Path folder;

    private final RandomTrade trade = new RandomTrade(20);
    private List<Fact> facts;

    @Test
    void shouldEqualWhatTheRawEventsSay() {
        try (WholeService service = trade.service(folder)) {
            trade.run(service);
        }
        assertThat(trade.told().refused()).isEmpty();
        facts = trade.raw().all();
        for (String programmeId : Shops.HOLDOUTS.keySet()) {
            for (long day : List.of(RandomTrade.FIRST, RandomTrade.SECOND)) {
                ProgrammeDay told = trade.told().days().get(programmeId + " " + day);
                assertThat(told).isNotNull();
                checkUptake(told, programmeId, day);
                checkFairness(told, programmeId, day);
                checkQuality(told, programmeId, day);
                checkFirstOrders(told, programmeId, day);
                checkGroups(programmeId, day);
                checkDay(trade.told().windows().get(programmeId + " DAY " + day), programmeId, day);
            }
            checkStages(trade.told().days().get(programmeId + " " + RandomTrade.SECOND), programmeId);
            checkShortWindows(programmeId);
        }
        assertThat(trade.told().days().get("farm " + RandomTrade.FIRST).getStatus())
                .as("orders of the day before were turned back after it was final")
                .isEqualTo(WindowStatus.RESTATED);
        assertThat(trade.told().groups().values())
                .extracting(GroupMetric::getWithheld)
                .contains(Withholding.NONE, Withholding.SMALL, Withholding.COMPLEMENT, Withholding.WITHIN);
    }

    private Predicate<Fact> of(String programmeId, long day) {
        return fact -> fact.time() >= day
                && fact.time() < day + DAY
                && trade.shops().isMember(programmeId, fact.merchant(), fact.time());
    }

    private Predicate<Fact> of(String programmeId, long day, String merchant) {
        return of(programmeId, day).and(fact -> fact.merchant().equals(merchant));
    }

    private Sums sums(String programmeId, long day, String merchant) {
        return Plain.sums(facts, of(programmeId, day, merchant), programmeId);
    }

    private List<String> members(String programmeId, long day) {
        return trade.shops().merchants().stream()
                .filter(each -> trade.shops().isMember(programmeId, each, Math.max(day, RandomTrade.START)))
                .toList();
    }

    private boolean isSupported(String programmeId, long day, String merchant) {
        return sums(programmeId, day, merchant).charged() > 0;
    }

    private void checkUptake(ProgrammeDay told, String programmeId, long day) {
        List<String> members = members(programmeId, day);
        long supported = members.stream()
                .filter(each -> isSupported(programmeId, day, each))
                .count();
        long granted = 0;
        long spent = 0;
        long over = 0;
        long met = 0;
        List<Double> errors = new ArrayList<>();
        for (String merchant : members) {
            long grant = trade.told().granted(programmeId, day, merchant);
            long charged = sums(programmeId, day, merchant).charged();
            granted += grant;
            spent += charged;
            over += Math.max(0, charged - grant);
            met += charged >= RandomTrade.FLOOR ? 1 : 0;
            errors.add((double) Math.abs(charged - grant) / grant);
        }
        assertThat(told.getEligible()).isEqualTo(members.size());
        assertThat(told.getGrantedMerchants()).isEqualTo(members.size());
        assertThat(told.getSupported()).isEqualTo(supported);
        assertThat(told.getCoverage()).isEqualTo(Plain.ratio(supported, members.size()));
        assertThat(told.getGranted()).isEqualTo(granted);
        assertThat(told.getSpent()).isEqualTo(spent).isPositive();
        assertThat(told.getUtilisation()).isEqualTo(Plain.ratio(spent, granted));
        assertThat(told.getOverDelivery()).isEqualTo(over);
        assertThat(told.getFloorMerchants()).isEqualTo(members.size());
        assertThat(told.getFloorsMet()).isEqualTo(met);
        assertThat(told.getFloorAttainment()).isEqualTo(Plain.ratio(met, members.size()));
        assertThat(told.getPacingErrorMedian()).isCloseTo(Plain.quantile(errors, .5), within(ROUNDING));
        assertThat(told.getPacingErrorP95()).isCloseTo(Plain.quantile(errors, .95), within(ROUNDING));
    }

    private void checkFairness(ProgrammeDay told, String programmeId, long day) {
        List<Long> charged = new ArrayList<>();
        List<Long> exposures = new ArrayList<>();
        long ofSupported = 0;
        for (String merchant : members(programmeId, day)) {
            Sums sums = sums(programmeId, day, merchant);
            charged.add(sums.charged());
            exposures.add(sums.exposures());
            ofSupported += sums.charged() > 0 ? sums.exposures() : 0;
        }
        long all = exposures.stream().mapToLong(each -> each).sum();
        assertThat(told.getExposures()).isEqualTo(all);
        assertThat(told.getGini()).isCloseTo(Plain.gini(charged), within(ROUNDING));
        assertThat(told.getExposureGini()).isCloseTo(Plain.gini(exposures), within(ROUNDING));
        assertThat(told.getBottomHalfShare()).isCloseTo(Plain.bottomHalf(charged), within(ROUNDING));
        assertThat(told.getExposureBottomHalfShare()).isCloseTo(Plain.bottomHalf(exposures), within(ROUNDING));
        assertThat(told.getSupportedExposureShare()).isEqualTo(Plain.ratio(ofSupported, all));
    }

    private void checkQuality(ProgrammeDay told, String programmeId, long day) {
        Set<String> withSupport = new HashSet<>();
        for (String merchant : members(programmeId, day)) {
            if (isSupported(programmeId, day, merchant)) {
                withSupport.add(merchant);
            }
        }
        Predicate<Fact> isSupported = fact -> withSupport.contains(fact.merchant());
        Sums supported = Plain.sums(facts, of(programmeId, day).and(isSupported), programmeId);
        Sums others = Plain.sums(facts, of(programmeId, day).and(isSupported.negate()), programmeId);
        assertThat(told.getExposuresWithoutPersonalisation()).isEqualTo(supported.apart() + others.apart());
        assertThat(told.getSupportedOrders()).isEqualTo(supported.orders());
        assertThat(told.getSupportedRefunds()).isEqualTo(supported.refunds());
        assertThat(told.getSupportedComplaints()).isEqualTo(supported.complaints());
        assertThat(told.getOtherOrders()).isEqualTo(others.orders());
        assertThat(told.getOtherRefunds()).isEqualTo(others.refunds());
        assertThat(told.getOtherComplaints()).isEqualTo(others.complaints());
    }

    private void checkFirstOrders(ProgrammeDay told, String programmeId, long day) {
        List<Long> ended = new ArrayList<>();
        List<Long> waiting = new ArrayList<>();
        for (String merchant : members(programmeId, RandomTrade.FIRST)) {
            boolean onFirst = sums(programmeId, RandomTrade.FIRST, merchant).orders() > 0;
            boolean isIn = day == RandomTrade.SECOND
                    && members(programmeId, RandomTrade.SECOND).contains(merchant);
            if (onFirst) {
                ended.add(0L);
            } else if (isIn && sums(programmeId, RandomTrade.SECOND, merchant).orders() > 0) {
                ended.add(1L);
            } else {
                waiting.add(isIn ? 1L : 0L);
            }
        }
        assertThat(told.getFirstOrderMerchants()).isEqualTo(ended.size() + waiting.size());
        assertThat(told.getFirstOrders()).isEqualTo(ended.size());
        assertThat(told.getFirstOrderMedianDays()).isEqualTo(Plain.median(ended, waiting));
    }

    private void checkStages(ProgrammeDay told, String programmeId) {
        Map<String, Long> changes = new TreeMap<>();
        for (String merchant : members(programmeId, RandomTrade.SECOND)) {
            Stage before = trade.told().stage(programmeId, merchant, RandomTrade.SECOND - 1);
            Stage after = trade.told().stage(programmeId, merchant, RandomTrade.SECOND);
            changes.merge(before + " " + after, 1L, Long::sum);
        }
        Map<String, Long> said = new TreeMap<>();
        for (StageChange change : told.getStageChanges()) {
            said.put(change.getFrom() + " " + change.getTo(), change.getMerchants());
        }
        assertThat(said).isEqualTo(changes);
    }

    private void checkDay(ProgrammeMetric told, String programmeId, long day) {
        assertThat(told.getMerchants())
                .isEqualTo(Plain.sums(facts, of(programmeId, day), programmeId).merchants());
        checkArms(told.getArms(), of(programmeId, day), programmeId);
    }

    private void checkArms(List<ArmTotals> told, Predicate<Fact> which, String programmeId) {
        Set<Arm> said = new HashSet<>();
        for (ArmTotals arm : told) {
            Sums sums = Plain.sums(
                    facts,
                    which.and(fact -> trade.shops().arm(fact.merchant(), fact.time(), fact.bucket()) == arm.getArm()),
                    programmeId);
            assertThat(new Sums(
                            arm.getImpressions(),
                            arm.getExposures(),
                            arm.getCharged(),
                            arm.getOrders(),
                            arm.getRefunds(),
                            arm.getSales().stream()
                                    .mapToLong(sale -> sale.getGross())
                                    .sum(),
                            arm.getSales().stream()
                                    .mapToLong(sale -> sale.getRefunded())
                                    .sum(),
                            arm.getDisplaced(),
                            arm.getInvalidated(),
                            arm.getComplaints(),
                            arm.getWithoutPersonalisation(),
                            sums.merchants()))
                    .as("%s %s", programmeId, arm.getArm())
                    .isEqualTo(sums);
            assertThat(arm.getOrdersPerExposure()).isEqualTo(Plain.ratio(sums.orders(), sums.exposures()));
            assertThat(arm.getNetOrdersPerExposure())
                    .isEqualTo(Plain.ratio(sums.orders() - sums.refunds(), sums.exposures()));
            said.add(arm.getArm());
        }
        assertThat(facts.stream()
                        .filter(which)
                        .map(fact -> trade.shops().arm(fact.merchant(), fact.time(), fact.bucket())))
                .isSubsetOf(said);
    }

    /** What nothing restates: impressions. */
    private void checkShortWindows(String programmeId) {
        for (WindowSize size : List.of(WindowSize.MINUTE, WindowSize.HOUR)) {
            long length = size == WindowSize.MINUTE ? 60_000 : 3_600_000;
            Map<Long, List<Fact>> windows = new TreeMap<>();
            for (Fact fact : facts) {
                if (fact.kind() == RawFacts.Kind.IMPRESSION
                        && trade.shops().isMember(programmeId, fact.merchant(), fact.time())) {
                    windows.computeIfAbsent(fact.time() - fact.time() % length, any -> new ArrayList<>())
                            .add(fact);
                }
            }
            windows.forEach((start, of) -> {
                ProgrammeMetric told = trade.told().windows().get(programmeId + " " + size + " " + start);
                assertThat(told).as("%s of %d", size, start).isNotNull();
                assertThat(told.getArms().stream()
                                .mapToLong(ArmTotals::getImpressions)
                                .sum())
                        .isEqualTo(of.size());
            });
        }
    }

    private void checkGroups(String programmeId, long day) {
        checkGroups(programmeId, day, "COUNTY", each -> trade.shops().region(each));
        checkGroups(
                programmeId,
                day,
                "PREFECTURE",
                each -> trade.shops().region(each).substring(0, 4));
        checkGroups(
                programmeId, day, "PROVINCE", each -> trade.shops().region(each).substring(0, 2));
        checkGroups(
                programmeId,
                day,
                "SIZE_CLASS",
                each -> trade.shops().size(each, day + DAY).name());
        checkGroups(
                programmeId,
                day,
                "STAGE",
                each -> trade.told().stage(programmeId, each, day + DAY - 1).name());
        for (Surface surface : List.of(Surface.FEED, Surface.SEARCH, Surface.UNKNOWN)) {
            GroupMetric told = trade.told().groups().get(programmeId + " " + day + " SURFACE " + surface);
            if (told != null && told.getWithheld() == Withholding.NONE) {
                checkArms(told.getArms(), of(programmeId, day).and(fact -> fact.surface() == surface), programmeId);
            }
        }
    }

    private void checkGroups(String programmeId, long day, String dimension, Function<String, String> groupOf) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (String merchant : members(programmeId, day)) {
            groups.computeIfAbsent(groupOf.apply(merchant), any -> new ArrayList<>())
                    .add(merchant);
        }
        groups.forEach((value, merchants) -> {
            GroupMetric told = trade.told().groups().get(programmeId + " " + day + " " + dimension + " " + value);
            assertThat(told).as("%s %s %s", programmeId, dimension, value).isNotNull();
            Predicate<Fact> which = of(programmeId, day).and(fact -> merchants.contains(fact.merchant()));
            long active = Plain.sums(facts, which, programmeId).merchants();
            boolean isSmall = merchants.size() < RandomTrade.THRESHOLD || active > 0 && active < RandomTrade.THRESHOLD;
            assertThat(told.getWithheld() == Withholding.SMALL)
                    .as("%s %s", dimension, value)
                    .isEqualTo(isSmall);
            if (told.getWithheld() == Withholding.NONE) {
                assertThat(told.getMerchants()).isEqualTo(active);
                assertThat(told.getEligible()).isEqualTo(merchants.size());
                assertThat(told.getSupported())
                        .isEqualTo(merchants.stream()
                                .filter(each -> isSupported(programmeId, day, each))
                                .count());
                assertThat(told.getGranted())
                        .isEqualTo(merchants.stream()
                                .mapToLong(each -> trade.told().granted(programmeId, day, each))
                                .sum());
                checkArms(told.getArms(), which, programmeId);
            } else {
                assertThat(told.getArms()).isEmpty();
                assertThat(told.getMerchants()).isNull();
                assertThat(told.getEligible()).isNull();
                assertThat(told.getGranted()).isNull();
            }
        });
    }
}
