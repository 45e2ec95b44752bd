package io.tributary.topology.pool;

import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.pool.BeatClock;
import io.tributary.domain.pool.BeatPlan;
import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.Pool;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.domain.pool.ProgrammePlan;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.text.LogEvents;
import io.tributary.topology.BeatParts;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.TopicKeys;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.rules.ListRecords;
import io.tributary.topology.rules.RuleCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rules and reports into the {@link Pool} and sends its beats. Each record is first taken by the domain, which
 * refuses it whole or not at all, and then kept.
 */
final class PoolProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(PoolProcessor.class);
    private static final String BEAT_KEY = "beat";
    private static final String CLOCK = "CLOCK";
    private static final long AN_HOUR = 3_600_000;

    private final PoolPolicy policy;
    private final TopologyObserver observer;
    private final TopicNames names;
    private final BrokerClock brokers;
    private ProcessorContext<String, SpecificRecord> context;
    private PoolStore store;
    private Pool pool;
    /** Null when the beats follow the wall clock. */
    private EventClock clock;
    /** Null when the beats follow the event clock. */
    private WallClock wall;

    PoolProcessor(PoolPolicy policy, TopologyObserver observer, TopicNames names, BrokerClock brokers) {
        this.brokers = brokers;
        this.policy = policy;
        this.observer = observer;
        this.names = names;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        store = new PoolStore(context.getStateStore(PoolTopology.STORE));
        pool = new Pool(policy);
        store.loadInto(pool);
        new RuleReview(TopicKeys.configured(context.appConfigs()), (topic, key) -> remove(names.of(topic), key))
                .of(store);
        observer.poolOpened();
        if (policy.eventClock()) {
            clock = new EventClock(pool, store);
            context.schedule(EventClock.PATIENCE, PunctuationType.WALL_CLOCK_TIME, now -> clock.warnWhenStuck());
        } else {
            wall = new WallClock(pool.head().time(), brokers, observer);
            context.schedule(
                    Duration.ofMillis(policy.beatIntervalMillis()), PunctuationType.WALL_CLOCK_TIME, this::tick);
        }
    }

    private void tick(long now) {
        BeatClock.Reading reading = wall.read(now);
        if (wall.isToAsk()) {
            // There is no control of this name on the wall clock. What is acknowledged with the time that it was sent
            // with is no broker's time: an hour ago none of them puts on it.
            context.forward(new Record<>(CLOCK, null, Math.max(0, now - AN_HOUR)), PoolTopology.CONTROLS_SINK);
            context.commit();
        }
        boolean known = reading.trust() != BeatClock.Trust.AWAITED;
        if (known && !pool.isToWait(pool.head().time() + wall.sinceBeat())) {
            beat(reading.time());
            wall.sentBeat();
        }
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        boolean answered = wall != null && wall.isFirst() && isAnswer(record);
        try {
            if (record.value() == null) {
                remove(topic(), record.key());
            } else if (record.value() instanceof PoolReport report) {
                take(report);
            } else if (record.value() instanceof Control control) {
                take(record.key(), control);
            } else if (record.value() instanceof Programme programme) {
                take(record.key(), programme);
            } else if (record.value() instanceof ReferenceList list) {
                take(record.key(), list, record.timestamp());
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException(topic() + " " + record.key() + ": " + e.getMessage(), e);
        }
        if (answered) {
            tick(context.currentSystemTimeMs());
        }
    }

    /** Whether it is what the pool asked for the brokers' time with: by when it is read back it is acknowledged. */
    private boolean isAnswer(Record<String, SpecificRecord> record) {
        return record.value() == null && CLOCK.equals(record.key()) && names.isNamed(Topics.CONTROLS, topic());
    }

    private void take(PoolReport report) {
        if (wall != null) {
            wall.reported(report);
        }
        if (pool.put(read(() -> PoolRecords.report(report)))) {
            store.keep(report);
            if (clock != null) {
                clock.drain(this::beat);
            }
        }
    }

    private void take(String key, Programme programme) {
        requireKey(key, ProgrammeKey.of(programme));
        ProgrammeRules rules = read(() -> RuleCheck.programme(programme));
        store.requireRoomFor(programme);
        if (pool.put(rules)) {
            store.keep(programme);
            store.forgetReplaced(pool);
            LOG.info(LogEvents.PROGRAMME_TAKEN, "Programme {} takes effect {}", title(programme), moment(programme));
        } else {
            LOG.warn(LogEvents.RULE_IGNORED, "Programme {} ignored: raise the version to change it", title(programme));
        }
    }

    private static String title(Programme programme) {
        return programme.getProgrammeId() + " version " + programme.getVersion();
    }

    private static String moment(Programme programme) {
        return programme.getEffectiveFrom() == null
                ? "at the next beat"
                : "at " + Instant.ofEpochMilli(programme.getEffectiveFrom());
    }

    /** A version of a list comes into force when all its parts are here. */
    private void take(String key, ReferenceList part, long published) {
        requireKey(key, ListKey.of(part));
        RecordBounds.check(part);
        if (!pool.isNewList(part.getName(), part.getVersion())) {
            LOG.warn(LogEvents.RULE_IGNORED, "List {} ignored: raise the version to change it", key);
            return;
        }
        store.requireRoomFor(part);
        Optional<ListVersion> whole = read(() -> store.whole(part).map(ListRecords::list));
        whole.ifPresent(pool::put);
        store.keep(part);
        forgetReplacedLists(published);
    }

    /**
     * A pool that begins anew reads all versions there ever were before its first beat: those that were replaced when a record was
     * published do not take the room of those to come. Where beats follow events, when it was published says nothing.
     */
    private void forgetReplacedLists(long published) {
        boolean begins = wall != null && pool.head().number() == 0;
        long reached = begins
                ? Math.min(published, context.currentSystemTimeMs())
                : pool.head().time();
        pool.forgetReplacedLists(reached);
        store.forgetReplacedLists(pool);
    }

    private void take(String key, Control control) {
        requireKey(key, control.getScope());
        if (control.getKind() == ControlKind.CLOCK || key.equals(CLOCK)) {
            reach(control);
            return;
        }
        RecordBounds.check(control);
        requireRoomForStop(key);
        pool.stop(key);
        store.keepStop(key);
        LOG.warn(
                LogEvents.KILL_SWITCH_ON,
                "Kill switch on for {}: {}",
                key,
                Objects.requireNonNullElse(control.getReason(), "no reason given"));
    }

    private void reach(Control control) {
        if (control.getKind() != ControlKind.CLOCK || !control.getScope().equals(CLOCK)) {
            throw new IllegalArgumentException("kind CLOCK and scope CLOCK go together");
        }
        if (clock == null) {
            throw new IllegalArgumentException("the clock is the wall clock; set beat.clock=event to replay");
        }
        RecordBounds.check(control);
        clock.reach(control.getTime());
        clock.drain(this::beat);
    }

    /** Stops travel with each beat. Those of everything and of surfaces are few, and always find room. */
    private void requireRoomForStop(String scope) {
        boolean few = !scope.startsWith("merchant:") && !scope.startsWith("programme:");
        if (!few && !pool.stopped().contains(scope) && pool.stopped().size() >= RuleSizes.MOST_STOPS) {
            throw new IllegalArgumentException("scope: would be one more than the " + RuleSizes.MOST_STOPS
                    + " that can be stopped at a time; stop a programme, a surface or ALL, or lift some");
        }
    }

    /** Whatever goes wrong here is the record's fault, and nothing has changed yet. */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("cannot be read: " + e, e);
        }
    }

    private void remove(String topic, String key) {
        if (key == null) {
            throw new IllegalArgumentException("a tombstone needs the key of what it removes");
        }
        if (names.isNamed(Topics.PROGRAMMES, topic)) {
            removeProgramme(key);
        } else if (names.isNamed(Topics.REFERENCE_LISTS, topic)) {
            ReferenceList list = store.list(key);
            if (list != null) {
                pool.removeList(list.getName(), list.getVersion());
                store.forgetList(key);
            }
        } else if (names.isNamed(Topics.CONTROLS, topic)) {
            if (key.equals(CLOCK)) {
                return;
            }
            pool.lift(key);
            store.forgetStop(key);
            LOG.info(LogEvents.KILL_SWITCH_OFF, "Kill switch off for {}", key);
        }
    }

    /** A programme, or one of its versions: the others go on. */
    private void removeProgramme(String key) {
        String id = ProgrammeKey.programmeId(key);
        if (ProgrammeKey.isVersion(key)) {
            Programme version = store.programme(key);
            if (version == null) {
                return;
            }
            pool.removeVersion(id, version.getVersion());
            store.forgetReplaced(pool);
        }
        if (!ProgrammeKey.isVersion(key) || store.versions(id) == 0) {
            pool.removeProgramme(id);
            store.forgetProgramme(id);
        }
    }

    private void beat(long time) {
        BeatPlan plan = pool.beat(time);
        store.forgetReplaced(pool);
        store.keepBeat(pool, plan.programmes());
        store.forgetReplacedLists(pool);
        List<ReferenceList> lists = store.lists().stream()
                .filter(list -> pool.holdsList(list.getName(), list.getVersion()))
                .toList();
        BeatParts.split(BeatRecords.beat(plan, store.programmes(), lists))
                .forEach(record -> context.forward(new Record<>(BEAT_KEY, record, time), PoolTopology.BEATS_SINK));
        for (ProgrammePlan programme : plan.programmes()) {
            ProgrammeMetric metric = BeatRecords.metric(plan, programme);
            context.forward(new Record<>(metric.getProgrammeId(), metric, time), PoolTopology.METRICS_SINK);
            observer.paced(metric);
        }
        observer.sentBeat(plan.programmes().stream()
                .map(programme -> programme.rules().id())
                .collect(Collectors.toSet()));
        // Merchant tasks read committed records: without this the beat would wait for the commit interval.
        context.commit();
    }

    @Override
    public void close() {
        observer.poolClosed();
    }

    private static void requireKey(String key, String name) {
        if (!name.equals(key)) {
            throw new IllegalArgumentException("the key must be \"" + name + "\" as in the record, or it could not be"
                    + " replaced or removed later");
        }
    }

    private String topic() {
        return context.recordMetadata().map(metadata -> metadata.topic()).orElse("");
    }
}
