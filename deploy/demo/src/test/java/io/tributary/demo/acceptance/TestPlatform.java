package io.tributary.demo.acceptance;

import io.tributary.common.v1.Surface;
import io.tributary.demo.same.WholeService;
import io.tributary.demo.same.WholeService.Clockwork;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.ItemFacts;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.feedback.v1.Feedback;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostRequest;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
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
    private static final int SETTLING_BEATS = 4;

    /** How often something is shown between two beats. */
    static final int SLICES = 4;
    /** Buckets below it are of the treatment arm: holdouts begin here. */
    private static final int HOLDOUT = 900;
    /** Walks over all buckets, since a directive may be for a part of the requests only. */
    private static final int BUCKET_STRIDE = 379;

    private final AtomicLong now;
    private final BoostView boosts;
    private final WholeService service;
    private final Published published = new Published();
    private int events;
    private int shown;
    private Impression last;

    /**
     * @param start local time
     * @param step shortest between beats; a directive lives four of them
     */
    TestPlatform(Path folder, LocalDateTime start, Duration step) {
        this.now = new AtomicLong(millis(start));
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

    /** Tells what a merchant did, now. */
    void event(String merchant, String type, long quantity) {
        event(merchant, type, quantity, null);
    }

    /**
     * The same about a programme.
     *
     * @param programme null for none
     */
    void event(String merchant, String type, long quantity, String programme) {
        events++;
        MerchantEvent event = MerchantEvent.newBuilder()
                .setEventId("e" + events)
                .setType(type)
                .setQuantity(quantity)
                .setProgrammeId(programme)
                .setTime(now.get())
                .build();
        service.send(Topics.MERCHANT_EVENTS, merchant, event, now.get());
    }

    /** Tells what happened to an appeal, now. */
    void feedback(String merchant, Feedback.Builder happened) {
        service.send(Topics.FEEDBACK, merchant, happened.setTime(now.get()).build(), now.get());
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
     * @param step between beats
     * @param meanwhile what the platform does, {@value #SLICES} times between two beats
     */
    void passUntil(LocalDateTime time, Duration step, Runnable meanwhile) {
        long stepMillis = step.toMillis();
        for (long end = millis(time); now.get() < end; ) {
            // On multiples of the step: settling has moved the time by some milliseconds.
            long next = Math.min((now.get() / stepMillis + 1) * stepMillis, end);
            long slice = (next - now.get()) / SLICES;
            for (int i = 0; i < SLICES; i++) {
                meanwhile.run();
                now.addAndGet(slice);
            }
            now.set(next);
            service.beat(next);
        }
    }

    /** Whether a merchant is boosted in any bucket of the treatment arm now. */
    boolean isBoosted(String merchant, Surface surface) {
        return IntStream.range(0, HOLDOUT)
                .anyMatch(bucket -> !boosts.boost(merchant, surface, bucket).isNone());
    }

    /** Shows items of a merchant now, as a ranker does: boosted when it may be. Says how many of them were. */
    int show(String merchant, Surface surface, int times) {
        return show(merchant, surface, null, times);
    }

    /** The same of an item of which something is known. */
    int show(String merchant, Surface surface, ItemFacts item, int times) {
        int boosted = 0;
        for (int i = 0; i < times; i++) {
            shown++;
            int bucket = shown * BUCKET_STRIDE % HOLDOUT;
            AppliedBoost boost = boosts.boost(merchant, new BoostRequest(surface, bucket), item);
            boosted += boost.isNone() ? 0 : 1;
            last = Impression.newBuilder()
                    .setImpressionId("i" + shown)
                    .setRequestId("r" + shown)
                    .setItemId("item")
                    .setSurface(surface)
                    .setPosition(0)
                    .setBaseRank(BASE_RANK)
                    .setFinalRank(boost.isNone() ? BASE_RANK : BOOSTED_RANK)
                    .setViewable(true)
                    .setDirectiveId(boost.directiveId())
                    .setBucket(bucket)
                    .setItem(item)
                    .setTime(now.get())
                    .build();
            service.impression(merchant, last);
        }
        return boosted;
    }

    /**
     * An item comes with the boost of another one: the host does what it should not.
     *
     * @param item that it says to have shown
     */
    void misplace(String merchant, ItemFacts item) {
        shown++;
        service.impression(
                merchant,
                Impression.newBuilder(last)
                        .setImpressionId("i" + shown)
                        .setItem(item)
                        .setTime(now.get())
                        .build());
    }

    /** The last impression comes a second time. */
    void repeat(String merchant) {
        service.impression(merchant, last);
    }

    /** How many items were shown. */
    int shown() {
        return shown;
    }

    /** Somebody who was shown the last item pays for it. */
    void buy(String merchant, long amount) {
        Attribution credit = new Attribution(
                last.getImpressionId(), last.getDirectiveId(), last.getSurface(), last.getBucket(), last.getTime());
        service.order(
                merchant,
                new OrderLine(
                        "o" + shown, "1", last.getItemId(), OrderStatus.PAID, 1, amount, "CNY", credit, now.get()));
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
