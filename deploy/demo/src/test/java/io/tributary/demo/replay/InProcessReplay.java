package io.tributary.demo.replay;

import io.tributary.demo.client.PlatformFeed;
import io.tributary.demo.same.Publications;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.replay.InProcessService;
import io.tributary.replay.InProcessSettings;
import io.tributary.replay.ReplayListener;
import io.tributary.schemas.Topic;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/** Recorded interactions through the service in event time, as {@link Replay} does it, without brokers. */
public final class InProcessReplay {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int TASKS = 4;
    private static final int SETTLING_BEATS = 5;
    private static final long SECOND = 1_000;
    private static final long DAY = 86_400_000;

    private final AtomicLong now = new AtomicLong();
    private final BoostView boosts = new BoostView(2 * STEP.toMillis(), HostClock.replay(now::get));
    private final InProcessService service;

    private InProcessReplay(Publications published) {
        this.service = new InProcessService(
                InProcessSettings.of(TASKS, STEP.toMillis(), 2 * STEP.toMillis(), GRACE.toMillis(), ZONE),
                new Listening(boosts, published));
    }

    /** Plays a file of interactions with one programme, which begins with the first of them. */
    public static void play(Path events, Programme programme, Publications published) {
        try (InteractionReader rows = InteractionReader.open(events, Long.MAX_VALUE, problem -> {})) {
            new InProcessReplay(published).play(rows, programme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(InteractionReader rows, Programme programme) {
        Interaction first = rows.next();
        SliceReader slices = new SliceReader(rows, first, STEP.toMillis(), ZONE);
        InteractionFeed out = new InteractionFeed(new Direct(service), boosts, RequestKeys.of("a salt of the test"));
        service.programme(
                Programme.newBuilder(programme).setStartsAt(first.time() - DAY).build());
        beat(first.time() - SECOND);
        LocalDate day = null;
        for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
            long beat = Math.max(now.get() + 2, slice.start() - SETTLING_BEATS);
            if (beat - now.get() > DAY) {
                // After a gap the service's time is brought close first: it takes nothing that is far ahead of it.
                beat(beat - 2);
            }
            out.profiles(slice, beat - 1);
            for (int i = 0; i < (slice.day().equals(day) ? 1 : SETTLING_BEATS); i++) {
                beat(beat + i);
            }
            day = slice.day();
            out.interactions(slice);
            now.accumulateAndGet(slice.end(), Math::max);
        }
        for (int i = 1; i <= 3; i++) {
            beat(now.get() + i * DAY);
        }
    }

    private void beat(long time) {
        now.set(time);
        service.beat(time);
    }

    private record Direct(InProcessService service) implements PlatformFeed {
        @Override
        public void impression(String merchantId, Impression impression) {
            service.impression(merchantId, impression);
        }

        @Override
        public void order(String merchantId, OrderLine order) {
            service.order(merchantId, order);
        }

        @Override
        public void profile(MerchantProfile profile) {
            service.profile(profile);
        }

        @Override
        public void verdict(String merchantId, IvtVerdict verdict) {
            throw new UnsupportedOperationException("interactions are not judged");
        }

        @Override
        public void raw(Topic<?> topic, String key, byte[] bytes, long time) {
            throw new UnsupportedOperationException("interactions are records");
        }
    }

    private record Listening(BoostView boosts, Publications published) implements ReplayListener {
        @Override
        public void directive(String merchantId, BoostDirective directive) {
            boosts.directive(merchantId, directive);
        }

        @Override
        public void beat(Beat beat) {
            boosts.beat(beat);
        }

        @Override
        public void published(Topic<?> topic, String key, SpecificRecord value, long time) {
            published.take(topic, key, value, time);
        }
    }
}
