package io.tributary.demo.loop;

import io.tributary.demo.RuleFiles;
import io.tributary.demo.client.GrantBook;
import io.tributary.demo.marketplace.Emission;
import io.tributary.demo.marketplace.Marketplace;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.same.Publications;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.replay.InProcessService;
import io.tributary.replay.InProcessSettings;
import io.tributary.replay.ReplayListener;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topic;
import io.tributary.schemas.boost.BoostSource;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** The demo's days without brokers: marketplace, service and boosts in one process. */
public final class LoopSimulation {
    static final long DAY = 86_400_000;
    private static final int STEPS_PER_LIFE = 4;
    private static final int TASKS = 4;

    private final MarketplaceSettings settings;
    private final RuleFiles rules;
    private final long step;
    private final AtomicLong now;
    private final BoostView boosts;
    private final InProcessService service;
    private final Marketplace marketplace;
    private final NavigableMap<Long, Consumer<InProcessService>> events = new TreeMap<>();
    private final List<Emission> backlog = new ArrayList<>();
    private final List<ProgrammeBeat> plans = new ArrayList<>();
    private long awayFrom = Long.MAX_VALUE;
    private long awayUntil;
    private Set<String> dry = Set.of();
    private long dryFrom;
    final GrantBook grants = new GrantBook();
    final Map<String, Pacing> pacing = new HashMap<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final Map<String, List<BoostDirective>> directives = new HashMap<>();

    LoopSimulation(MarketplaceSettings settings, RuleFiles rules, long step) {
        this(settings, rules, step, (topic, key, value, time) -> {});
    }

    /** @param published takes each record that the service sends */
    public LoopSimulation(MarketplaceSettings settings, RuleFiles rules, long step, Publications published) {
        this.settings = settings;
        this.rules = rules;
        this.step = step;
        this.now = new AtomicLong(settings.startMillis() - DAY);
        this.boosts = new BoostView(STEPS_PER_LIFE * step, HostClock.replay(now::get));
        this.marketplace = new Marketplace(settings);
        this.service = new InProcessService(
                InProcessSettings.of(
                        TASKS, step, STEPS_PER_LIFE * step, settings.faults().graceMillis(), settings.zone()),
                new ReplayListener() {
                    @Override
                    public void directive(String merchantId, BoostDirective directive) {
                        boosts.directive(merchantId, directive);
                        directives
                                .computeIfAbsent(merchantId, id -> new ArrayList<>())
                                .add(directive);
                    }

                    @Override
                    public void ledger(LedgerEntry entry) {
                        grants.add(entry);
                        ledger.add(entry);
                    }

                    @Override
                    public void beat(Beat beat) {
                        boosts.beat(beat);
                        plans.addAll(beat.getProgrammes());
                    }

                    @Override
                    public void metric(ProgrammeMetric metric) {
                        pacing.put(metric.getProgrammeId() + metric.getWindowStart(), metric.getPacing());
                    }

                    @Override
                    public void published(Topic<?> topic, String key, SpecificRecord value, long time) {
                        published.take(topic, key, value, time);
                    }
                });
    }

    /** These merchants have nothing to show from a moment on. */
    void withoutSupply(Set<String> merchants, long from) {
        dry = Set.copyOf(merchants);
        dryFrom = from;
    }

    /** Something that an operator does: takes effect at the first beat from then on. */
    void at(long time, Consumer<InProcessService> event) {
        events.put(time, event);
    }

    /** No beat is made and nothing is read between two moments; the events that come meanwhile are read afterwards. */
    void away(long from, long until) {
        awayFrom = from;
        awayUntil = until;
    }

    /** What each beat said of a programme in a period. */
    List<ProgrammeBeat> plans(String programmeId, long periodStart) {
        return plans.stream()
                .filter(plan -> plan.getProgrammeId().equals(programmeId) && plan.getPeriodStart() == periodStart)
                .toList();
    }

    Marketplace marketplace() {
        return marketplace;
    }

    public void warmUp() {
        long start = settings.startMillis() - DAY;
        MarketplaceSettings quiet = MarketplaceSettings.standard(settings.seed() + 1, start, settings.zone())
                .withSize(settings.merchants(), Math.max(1, settings.requestsPerDay() / 10))
                .withFaults(MarketplaceSettings.Faults.NO_FAULTS);
        Marketplace yesterday = new Marketplace(quiet);
        rules.lists().forEach(service::list);
        for (Programme programme : rules.programmes()) {
            Programme paused = ContractModel.get().deepCopy(programme.getSchema(), programme);
            paused.setStatus(ProgrammeStatus.PAUSED);
            service.programme(paused);
        }
        for (long at = start; at < settings.startMillis(); at += 900_000) {
            tick(at);
            send(yesterday.advance(at + 900_000 - 1, BoostSource.NONE).stream()
                    .filter(Emission.ImpressionShown.class::isInstance)
                    .toList());
        }
        tick(settings.startMillis() - 1);
        for (Programme programme : rules.programmes()) {
            Programme active = ContractModel.get().deepCopy(programme.getSchema(), programme);
            active.setVersion(programme.getVersion() + 1);
            service.programme(active);
        }
        marketplace.profiles().forEach(service::profile);
    }

    public void day(int number) {
        long from = settings.startMillis() + number * DAY;
        for (int i = 0; i < 6; i++) {
            tick(from + i);
        }
        for (long at = from + step; at <= from + DAY; at += step) {
            send(marketplace.advance(at - 1, boosts));
            tick(at - 1);
        }
    }

    public void finish(int days) {
        long end = settings.startMillis() + days * DAY;
        for (long at = end; at < end + 3 * 3_600_000; at += step) {
            send(marketplace.drain(at));
            tick(at);
        }
    }

    private void tick(long time) {
        now.set(time);
        if (isAway(time)) {
            return;
        }
        backlog.forEach(this::deliver);
        backlog.clear();
        events.headMap(time, true).values().forEach(event -> event.accept(service));
        events.headMap(time, true).clear();
        service.beat(time);
    }

    private void send(List<Emission> emissions) {
        for (Emission emission : emissions) {
            if (isAway(now.get())) {
                backlog.add(emission);
            } else {
                deliver(emission);
            }
        }
    }

    private boolean isAway(long time) {
        return time >= awayFrom && time < awayUntil;
    }

    private void deliver(Emission emission) {
        boolean none = emission.eventTime() >= dryFrom && dry.contains(emission.merchantId());
        if (none) {
            return;
        }
        if (emission instanceof Emission.ImpressionShown shown) {
            service.impression(shown.merchantId(), shown.impression());
        } else if (emission instanceof Emission.OrderMoved moved) {
            service.order(moved.merchantId(), moved.order());
        }
    }
}
