package io.tributary.demo.acceptance;

import io.tributary.common.v1.Surface;
import io.tributary.demo.same.WholeService;
import io.tributary.demo.same.WholeService.Clockwork;
import io.tributary.events.v1.Impression;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topic;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * A platform around the service: its clock, its ranker, and what it shows. The service is the real topologies with two merchant tasks
 * ({@link WholeService}), so all records are encoded, committed and read back. Time is local time of Shanghai, and moves when a test says so.
 */
final class TestPlatform implements AutoCloseable {
    private static final int TASKS = 2;
    private static final int BASE_RANK = 9;
    private static final int BOOSTED_RANK = 2;
    /** A grant is in force once all tasks have reported its sum. */
    private static final int SETTLING_BEATS = 6;
    /** A bucket of the treatment arm. */
    private static final int BUCKET = 500;

    private final AtomicLong now;
    private final Duration step;
    private final BoostView boosts;
    private final WholeService service;
    private final Published published = new Published();
    private int shown;

    /**
     * @param start local time
     * @param step between beats
     */
    TestPlatform(Path folder, LocalDateTime start, Duration step) {
        this.now = new AtomicLong(millis(start));
        this.step = step;
        long life = Math.max(4 * step.toMillis(), 4_000);
        this.boosts = new BoostView(life, HostClock.replay(now::get));
        this.service = new WholeService(
                folder, now.get(), new Clockwork(step.toMillis(), life, step.toMillis(), 0), TASKS, new Listening());
    }

    static long millis(LocalDateTime time) {
        return time.atZone(WholeService.ZONE).toInstant().toEpochMilli();
    }

    long now() {
        return now.get();
    }

    /** What the service has said so far. */
    Published published() {
        return published;
    }

    WholeService service() {
        return service;
    }

    void programme(Programme programme) {
        service.programme(programme);
    }

    void list(ReferenceList list) {
        service.list(list);
    }

    void profile(MerchantProfile profile) {
        service.profile(profile);
    }

    /** Beats a millisecond apart, until rules have arrived and grants are in force. */
    void settle() {
        for (int beat = 0; beat < SETTLING_BEATS; beat++) {
            now.incrementAndGet();
            service.beat(now.get());
        }
    }

    /** One beat at this moment. */
    void beatAt(LocalDateTime time) {
        now.set(millis(time));
        service.beat(now.get());
    }

    /**
     * A beat each step until then, the last one at that moment.
     *
     * @param afterEach what the platform does after each beat
     */
    void passUntil(LocalDateTime time, Runnable afterEach) {
        for (long end = millis(time); now.get() < end; ) {
            // On multiples of the step: settling has moved the time by some milliseconds.
            long next = (now.get() / step.toMillis() + 1) * step.toMillis();
            now.set(Math.min(next, end));
            service.beat(now.get());
            afterEach.run();
        }
    }

    AppliedBoost boost(String merchant, Surface surface) {
        return boosts.boost(merchant, surface, BUCKET);
    }

    boolean isBoosted(String merchant, Surface surface) {
        return !boost(merchant, surface).isNone();
    }

    /** Shows items of a merchant now, as a ranker does: boosted when it may be. Says how many of them were. */
    int show(String merchant, Surface surface, int times) {
        int boosted = 0;
        for (int i = 0; i < times; i++) {
            AppliedBoost boost = boost(merchant, surface);
            shown++;
            boosted += boost.isNone() ? 0 : 1;
            service.impression(
                    merchant,
                    Impression.newBuilder()
                            .setImpressionId("i" + shown)
                            .setRequestId("r" + shown)
                            .setItemId("item")
                            .setSurface(surface)
                            .setPosition(0)
                            .setBaseRank(BASE_RANK)
                            .setFinalRank(boost.isNone() ? BASE_RANK : BOOSTED_RANK)
                            .setViewable(true)
                            .setDirectiveId(boost.directiveId())
                            .setBucket(BUCKET)
                            .setTime(now.get())
                            .build());
        }
        return boosted;
    }

    @Override
    public void close() {
        service.close();
    }

    private final class Listening implements WholeService.Outputs {
        @Override
        public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
            published.take(topic, key, value, time);
            published.showTo(boosts, topic, key, value);
        }

        @Override
        public void take(Topic<?> topic, String key, String text) {
            published.refused(topic, key, text);
        }
    }
}
