package io.tributary.demo.acceptance;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.explain.MerchantCase;
import io.tributary.explain.RuleHistory;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/** What a service has published: the newest of what is replaced, all of the ledger. */
final class Published {
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final Map<String, BoostDirective> directives = new HashMap<>();
    private final Map<String, Entitlement> entitlements = new TreeMap<>();
    private final Map<String, List<MerchantDecisions>> decisions = new TreeMap<>();
    private final List<BenefitChange> benefits = new ArrayList<>();
    private final Map<String, ProgrammeMetric> metrics = new HashMap<>();
    private final List<String> deadLetters = new ArrayList<>();
    private final Map<String, TaskCounters> counters = new HashMap<>();
    private Beat beat;

    void take(Topic<?> topic, String key, SpecificRecord value, long time) {
        if (topic.equals(Topics.BOOST_DIRECTIVES)) {
            directives.put(key, (BoostDirective) value);
        } else if (topic.equals(Topics.ENTITLEMENTS)) {
            entitlements.put(key, (Entitlement) value);
        } else if (value instanceof PoolReport report) {
            counters.put(key, report.getCounters());
        } else if (value instanceof BenefitChange change) {
            benefits.add(change);
        } else if (value instanceof MerchantDecisions made) {
            decisions.computeIfAbsent(key, merchant -> new ArrayList<>()).add(made);
        } else if (value instanceof LedgerEntry entry) {
            ledger.add(entry);
        } else if (value instanceof Beat newest) {
            beat = newest;
        } else if (value instanceof ProgrammeMetric metric && metric.getPacing() != null) {
            metrics.put(metric.getProgrammeId() + "/" + metric.getWindowStart(), metric);
        }
    }

    void refused(Topic<?> topic, String key, String text) {
        if (topic.equals(Topics.DEAD_LETTERS)) {
            deadLetters.add(key + " " + text);
        }
    }

    /** Hands a ranker what it reads. */
    void showTo(BoostView boosts, Topic<?> topic, String key, SpecificRecord value) {
        if (topic.equals(Topics.BOOST_DIRECTIVES)) {
            boosts.directive(key, (BoostDirective) value);
        } else if (value instanceof Beat newest) {
            boosts.beat(newest);
        }
    }

    List<LedgerEntry> ledger() {
        return List.copyOf(ledger);
    }

    /** What became of a merchant's benefits, in the order in which it did. */
    List<BenefitChange> benefits(String merchant) {
        return benefits.stream()
                .filter(change -> change.getMerchantId().equals(merchant))
                .toList();
    }

    /** What tasks count, as of their last reports. */
    long counted(ToLongFunction<TaskCounters> counter) {
        return counters.values().stream().mapToLong(counter).sum();
    }

    /** What was put aside, and why. */
    List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** A merchant's directive in force; empty when it has none. */
    Optional<BoostDirective> directive(String merchant) {
        return Optional.ofNullable(directives.get(merchant));
    }

    /** What the last beat said of a programme. */
    ProgrammeBeat plan(String programme) {
        return beat.getProgrammes().stream()
                .filter(plan -> plan.getProgrammeId().equals(programme))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no beat told of " + programme));
    }

    /** The pool of a programme's period. */
    long pool(String programme, long periodStart) {
        return metrics.get(programme + "/" + periodStart).getPacing().getPool();
    }

    /** The newest decision of a programme about a merchant. */
    Decision decision(String programme, String merchant) {
        Entitlement entitlement = entitlements.get(merchant);
        if (entitlement == null) {
            throw new AssertionError("nothing was decided about " + merchant);
        }
        return entitlement.getDecisions().stream()
                .filter(decision -> decision.getProgrammeId().equals(programme))
                .findFirst()
                .orElseThrow(() -> new AssertionError(programme + " has not decided about " + merchant));
    }

    boolean isEligible(String programme, String merchant) {
        return decision(programme, merchant).getEligible();
    }

    /** Decisions of a kind about a merchant, in the order in which they were made. */
    List<MadeDecision> made(String merchant, DecisionKind kind) {
        return decisions.getOrDefault(merchant, List.of()).stream()
                .flatMap(each -> each.getDecisions().stream())
                .filter(each -> each.getKind() == kind)
                .toList();
    }

    /** What is known of each merchant that was decided about, to explain it by. */
    List<MerchantCase> cases(List<Programme> rules, long now) {
        RuleHistory history = RuleHistory.of(rules.stream()
                .map(programme -> Publication.newBuilder()
                        .setProgramme(programme)
                        .setPublishedAt(now)
                        .build())
                .toList());
        List<MerchantCase> cases = new ArrayList<>();
        entitlements.forEach((merchant, entitlement) -> cases.add(new MerchantCase(
                merchant,
                new MerchantCase.Now(entitlement, directives.get(merchant), now),
                new MerchantCase.History(
                        decisions.getOrDefault(merchant, List.of()),
                        ledger.stream()
                                .filter(entry -> entry.getMerchantId().equals(merchant))
                                .toList(),
                        benefits(merchant),
                        List.of()),
                history)));
        return cases;
    }

    /** Exposures charged less those given back in a period. */
    long spent(String programme, String merchant, long periodStart) {
        return ledger.stream()
                .filter(entry -> isOf(entry, programme, periodStart)
                        && entry.getMerchantId().equals(merchant))
                .mapToLong(Published::spent)
                .sum();
    }

    /** The same of all merchants. */
    long spent(String programme, long periodStart) {
        return ledger.stream()
                .filter(entry -> isOf(entry, programme, periodStart))
                .mapToLong(Published::spent)
                .sum();
    }

    /** What each merchant has been granted last for a period, but for grants that were released. */
    Map<String, Long> grants(String programme, long periodStart) {
        Map<String, Long> grants = new TreeMap<>();
        for (LedgerEntry entry : ledger) {
            if (isOf(entry, programme, periodStart)) {
                if (entry.getKind() == EntryKind.GRANT) {
                    grants.put(entry.getMerchantId(), entry.getGranted());
                } else if (entry.getKind() == EntryKind.RELEASE) {
                    grants.computeIfPresent(entry.getMerchantId(), (id, granted) -> granted - entry.getExposures());
                }
            }
        }
        return grants;
    }

    private static long spent(LedgerEntry entry) {
        return switch (entry.getKind()) {
            case CHARGE -> entry.getExposures();
            case CREDIT -> -entry.getExposures();
            default -> 0;
        };
    }

    private static boolean isOf(LedgerEntry entry, String programme, long periodStart) {
        return entry.getProgrammeId().equals(programme) && entry.getPeriodStart() == periodStart;
    }
}
