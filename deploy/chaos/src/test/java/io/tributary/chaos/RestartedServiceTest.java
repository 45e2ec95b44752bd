package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.demo.client.MerchantFeed;
import io.tributary.demo.client.PlatformFeed;
import io.tributary.demo.same.WholeService;
import io.tributary.demo.street.Shoppers;
import io.tributary.demo.street.Street;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import io.tributary.testkit.Counters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two merchant tasks through minutes of everything that goes wrong on the way, over a midnight: duplicates, late records, refunds, verdicts,
 * and tasks that end where they are and go on elsewhere from what they have stored, as when they are restarted or moved. What is published is
 * what a plain oracle makes of the input topics, to the last digit. The same on brokers, with instances that are killed, is {@link CrashIT}.
 */
class RestartedServiceTest {
    private static final long SECOND = 1_000;
    private static final long DAY = 86_400 * SECOND;
    private static final long START = Instant.parse("2026-03-01T15:58:40Z").toEpochMilli();
    private static final long QUIET = 10 * SECOND;
    private static final long BUSY = 150 * SECOND;
    private static final long BEAT = SECOND;
    private static final long GRACE = 45 * SECOND;
    private static final int TASKS = 2;
    private static final int MERCHANTS = 20;
    private static final int IMPRESSIONS_PER_SECOND = 60;
    private static final Map<String, Long> POOLS = Map.of(Street.NEWCOMER, 400L, Street.FARM, 300L);

    @TempDir
    Path folder;

    private final Recorded in = new Recorded();
    private final Published out = new Published();
    private WholeService service;
    private long now = START;

    @Test
    void shouldPublishWhatTheInputComesToThroughRestarts() {
        WholeService.Clockwork clockwork = new WholeService.Clockwork(BEAT, 60 * SECOND, GRACE, 2 * SECOND);
        try (WholeService started = new WholeService(folder, START, clockwork, TASKS, out)) {
            service = started;
            service.programme(RewardProgramme.of(POOLS.get(RewardProgramme.ID), 100));
            service.programme(Street.farm(POOLS.get(Street.FARM), 100));
            Street.profiles(MERCHANTS, START).forEach(in::profile);
            busy();
            // Minutes and hours, days, and what is restated of these.
            for (long later : List.of(GRACE + 3 * SECOND, DAY / 12, DAY, 2 * DAY)) {
                beat(START + QUIET + BUSY + 90 * SECOND + later);
            }
        }
        Verdict verdict = new Verdict(audit());
        System.out.println(verdict.summary());
        verdict.check(POOLS);
        verdict.checkMinutes(START, START + DAY);
        verdict.checkDays();
        checkThatMuchHappened(Counters.sum(verdict.oracle().counters().values()));
        for (EntryKind kind : List.of(EntryKind.ISSUE, EntryKind.USE)) {
            checkThatALossIsSeen(verdict.oracle(), kind);
        }
        checkThatASilenceIsSeen(verdict.oracle());
        checkThatAMissingCreditIsSeen(verdict.oracle());
        checkThatFaultsOfReliefsAreSeen(verdict.oracle());
    }

    /** The oracle's own test: of one merchant a line of the ledger is lost. */
    private void checkThatALossIsSeen(Oracle oracle, EntryKind kind) {
        Map<String, List<LedgerEntry>> ledger = audit().ledgerByMerchant();
        CouponVerdict coupons = new CouponVerdict(audit(), oracle);
        coupons.check(ledger);
        List<LedgerEntry> entries = ledger.values().stream()
                .filter(each -> each.stream().anyMatch(entry -> entry.getKind() == kind))
                .findFirst()
                .orElseThrow();
        entries.remove(entries.stream()
                .filter(entry -> entry.getKind() == kind)
                .findFirst()
                .orElseThrow());

        assertThatThrownBy(() -> coupons.check(ledger)).isInstanceOf(AssertionError.class);
    }

    /** The oracle's own test: of one coupon that is used up its record does not say so. */
    private void checkThatASilenceIsSeen(Oracle oracle) {
        TopicLog.Entry<BenefitChange> used = out.benefits.stream()
                .filter(each -> each.value().getKind() == BenefitKind.TRAFFIC_COUPON
                        && each.value().getStatus() == BenefitStatus.USED)
                .findFirst()
                .orElseThrow();
        List<TopicLog.Entry<BenefitChange>> unsaid =
                out.benefits.stream().filter(each -> each != used).toList();
        CouponVerdict coupons = new CouponVerdict(audit(unsaid), oracle);

        assertThatThrownBy(() -> coupons.check(audit().ledgerByMerchant())).hasMessageContaining("with 0 left");
    }

    /** The oracle's own test: of the cases that were upheld none is credited. */
    private void checkThatAMissingCreditIsSeen(Oracle oracle) {
        Audit whole = audit();
        List<TopicLog.Entry<LedgerEntry>> uncredited = out.ledger.stream()
                .filter(entry -> CaseVerdict.caseOf(entry.value()).isEmpty())
                .toList();
        new CaseVerdict(whole, oracle).check();

        CaseVerdict without = new CaseVerdict(audit(uncredited, out.benefits), oracle);
        assertThatThrownBy(without::check).hasMessageContaining("credits, of case");
    }

    /** The oracle's own test: of one merchant a relief of fees is missing, is there twice, is not said to be used, or is used twice. */
    private void checkThatFaultsOfReliefsAreSeen(Oracle oracle) {
        TopicLog.Entry<BenefitChange> used = out.benefits.stream()
                .filter(each -> each.value().getKind() == BenefitKind.FEE_RELIEF
                        && each.value().getStatus() == BenefitStatus.USED)
                .findFirst()
                .orElseThrow();
        List<TopicLog.Entry<BenefitChange>> ofIt =
                out.benefits.stream().filter(each -> isOf(each, used.value())).toList();
        List<TopicLog.Entry<BenefitChange>> others =
                out.benefits.stream().filter(each -> !isOf(each, used.value())).toList();
        checkReliefs(oracle, out.benefits);

        expectFault(oracle, others, "reliefs, by the beats that gave them");
        BenefitChange copy = BenefitChange.newBuilder(ofIt.get(0).value())
                .setId(RewardProgramme.RELIEF + "~1000")
                .build();
        expectFault(oracle, with(out.benefits, copy), "reliefs, by the beats that gave them");
        List<TopicLog.Entry<BenefitChange>> unsaid =
                out.benefits.stream().filter(each -> each != used).toList();
        expectFault(oracle, unsaid, "in the end");
        expectFault(oracle, with(out.benefits, used.value()), "before");
    }

    private void checkReliefs(Oracle oracle, List<TopicLog.Entry<BenefitChange>> benefits) {
        new ReliefVerdict(audit(benefits), oracle).check();
    }

    private void expectFault(Oracle oracle, List<TopicLog.Entry<BenefitChange>> benefits, String says) {
        assertThatThrownBy(() -> checkReliefs(oracle, benefits))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(says);
    }

    private List<TopicLog.Entry<BenefitChange>> with(List<TopicLog.Entry<BenefitChange>> all, BenefitChange more) {
        return Stream.concat(all.stream(), Stream.of(entry(more.getMerchantId(), more)))
                .toList();
    }

    private static boolean isOf(TopicLog.Entry<BenefitChange> entry, BenefitChange relief) {
        return entry.key().equals(relief.getMerchantId())
                && entry.value().getId().equals(relief.getId());
    }

    private void busy() {
        Shoppers shoppers = new Shoppers(
                        in,
                        out.boosts,
                        service.serdes().of(Topics.IMPRESSIONS).serializer(),
                        7,
                        MERCHANTS,
                        IMPRESSIONS_PER_SECOND)
                .withoutUnknownSchemas()
                .withDisplacement()
                .withVerdicts(8);
        MerchantActions actions = null;
        for (long passed = 0; passed <= QUIET + BUSY; passed += Shoppers.TICK_MILLIS) {
            now = START + passed;
            if (passed >= QUIET) {
                actions = actions == null ? new MerchantActions(in, out.decisions(), 9) : actions;
                shoppers.tick(now);
                actions.tick(now);
            }
            if (passed % BEAT == 0) {
                beat(now);
            }
            if (passed == 61 * SECOND + 10 || passed == 121 * SECOND) {
                service.restart();
            }
        }
        shoppers.finish();
        actions.finish();
        beat(now + BEAT);
        beat(now + BEAT);
    }

    private void beat(long time) {
        now = time;
        service.beat(time);
    }

    private static void checkThatMuchHappened(TaskCounters all) {
        assertThat(List.of(
                        all.getDuplicates(),
                        all.getLate(),
                        all.getRefunds(),
                        all.getCharged(),
                        all.getVerdicts(),
                        all.getMerchantEvents(),
                        all.getCasesClosed()))
                .as("duplicates, late records, refunds, charges, verdicts, events, cases")
                .allSatisfy(count -> assertThat(count).isGreaterThan(5));
    }

    private Audit audit() {
        return audit(out.benefits);
    }

    private Audit audit(List<TopicLog.Entry<BenefitChange>> benefits) {
        return audit(out.ledger, benefits);
    }

    private Audit audit(List<TopicLog.Entry<LedgerEntry>> ledger, List<TopicLog.Entry<BenefitChange>> benefits) {
        return new Audit(
                in.impressions,
                in.orders,
                in.verdicts,
                in.profiles,
                out.directives,
                ledger,
                out.metrics,
                out.entitlements,
                out.reports,
                List.of(),
                new Audit.Actions(in.events, in.feedback, benefits));
    }

    private <T> TopicLog.Entry<T> entry(String key, T value) {
        return new TopicLog.Entry<>(service.task(key), 0, key, value, true, null, Map.of());
    }

    /** What goes in. */
    private final class Recorded implements PlatformFeed, MerchantFeed {
        private final List<TopicLog.Entry<Impression>> impressions = new ArrayList<>();
        private final List<TopicLog.Entry<OrderLine>> orders = new ArrayList<>();
        private final List<TopicLog.Entry<IvtVerdict>> verdicts = new ArrayList<>();
        private final List<TopicLog.Entry<MerchantProfile>> profiles = new ArrayList<>();
        private final List<TopicLog.Entry<MerchantEvent>> events = new ArrayList<>();
        private final List<TopicLog.Entry<Feedback>> feedback = new ArrayList<>();

        @Override
        public void impression(String merchantId, Impression impression) {
            impressions.add(entry(merchantId, impression));
            service.impression(merchantId, impression);
        }

        @Override
        public void order(String merchantId, OrderLine order) {
            orders.add(entry(merchantId, order));
            service.order(merchantId, order);
        }

        @Override
        public void verdict(String merchantId, IvtVerdict verdict) {
            verdicts.add(entry(merchantId, verdict));
            service.verdict(merchantId, verdict);
        }

        @Override
        public void profile(MerchantProfile profile) {
            profiles.add(entry(profile.getMerchantId(), profile));
            service.profile(profile);
        }

        @Override
        public void event(String merchantId, MerchantEvent event) {
            events.add(entry(merchantId, event));
            service.send(Topics.MERCHANT_EVENTS, merchantId, event, event.getTime());
        }

        @Override
        public void feedback(String merchantId, Feedback happened) {
            feedback.add(entry(merchantId, happened));
            service.send(Topics.FEEDBACK, merchantId, happened, happened.getTime());
        }

        @Override
        public void raw(Topic<?> topic, String key, byte[] bytes, long time) {
            service.raw(topic, key, bytes, time);
        }
    }

    /** What comes out. */
    private final class Published implements WholeService.Outputs {
        private final BoostView boosts = new BoostView(30 * SECOND, HostClock.replay(() -> now));
        private final List<TopicLog.Entry<BoostDirective>> directives = new ArrayList<>();
        private final List<TopicLog.Entry<LedgerEntry>> ledger = new ArrayList<>();
        private final List<TopicLog.Entry<ConversionMetric>> metrics = new ArrayList<>();
        private final List<TopicLog.Entry<Entitlement>> entitlements = new ArrayList<>();
        private final List<TopicLog.Entry<PoolReport>> reports = new ArrayList<>();
        private final List<TopicLog.Entry<BenefitChange>> benefits = new ArrayList<>();

        /** The decisions by which newcomers are in. */
        Map<String, String> decisions() {
            Map<String, String> decisions = new TreeMap<>();
            entitlements.forEach(entry -> entry.value().getDecisions().stream()
                    .filter(each -> each.getEligible() && each.getProgrammeId().equals(RewardProgramme.ID))
                    .forEach(each -> decisions.put(entry.key(), each.getDecisionId())));
            return decisions;
        }

        @Override
        public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
            if (topic == Topics.BOOST_DIRECTIVES) {
                boosts.directive(key, (BoostDirective) value);
                directives.add(entry(key, (BoostDirective) value));
            } else if (value instanceof Beat beat) {
                boosts.beat(beat);
            } else if (value instanceof LedgerEntry each) {
                ledger.add(entry(key, each));
            } else if (value instanceof ConversionMetric row) {
                metrics.add(entry(key, row));
            } else if (value instanceof Entitlement each) {
                entitlements.add(entry(key, each));
            } else if (value instanceof PoolReport report) {
                reports.add(entry(key, report));
            } else if (value instanceof BenefitChange change) {
                benefits.add(entry(key, change));
            }
        }

        @Override
        public void take(Topic<?> topic, String key, String text) {
            // Dead letters, and why directives end.
        }
    }
}
