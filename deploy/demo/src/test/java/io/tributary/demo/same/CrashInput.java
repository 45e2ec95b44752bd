package io.tributary.demo.same;

import io.tributary.demo.street.Shoppers;
import io.tributary.demo.street.Street;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * The input of the crash test on event time, over a midnight: a fifth of its load, and on the way a kill switch, a new version of a
 * programme, profiles that change and go, and a restart of the merchant task.
 */
final class CrashInput {
    private static final long START = Instant.parse("2026-03-01T15:57:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long BUSY = 240 * SECOND;
    private static final long QUIET = 60 * SECOND;
    private static final long BEAT = 500;
    private static final WholeService.Clockwork CLOCKWORK =
            new WholeService.Clockwork(BEAT, 60 * SECOND, 30 * SECOND, 2 * SECOND);
    private static final int MERCHANTS = 40;
    private static final int IMPRESSIONS_PER_SECOND = 300;

    private final AtomicLong now = new AtomicLong(START);
    private final BoostView boosts = new BoostView(30 * SECOND, HostClock.replay(now::get));
    private final OutputDigests digests;

    private CrashInput(OutputDigests digests) {
        this.digests = digests;
    }

    static void play(Path folder, OutputDigests digests) {
        CrashInput input = new CrashInput(digests);
        try (WholeService service = new WholeService(folder, START, CLOCKWORK, 1, input.new Listening())) {
            input.play(service);
        }
    }

    private void play(WholeService service) {
        Shoppers shoppers = new Shoppers(
                service,
                boosts,
                service.serdes().of(Topics.IMPRESSIONS).serializer(),
                7,
                MERCHANTS,
                IMPRESSIONS_PER_SECOND);
        service.programme(Street.newcomer(1_200, 120));
        service.programme(Street.farm(1_000, 120));
        List<MerchantProfile> profiles = Street.profiles(MERCHANTS, START);
        profiles.forEach(service::profile);
        Map<Long, Runnable> happenings = happenings(service, profiles);
        for (long passed = 0; passed <= BUSY + QUIET; passed += Shoppers.TICK_MILLIS) {
            now.set(START + passed);
            happenings.getOrDefault(passed, () -> {}).run();
            if (passed == BUSY) {
                shoppers.finish();
            } else if (passed < BUSY) {
                shoppers.tick(now.get());
            }
            if (passed % BEAT == 0) {
                service.beat(now.get());
            }
        }
    }

    private Map<Long, Runnable> happenings(WholeService service, List<MerchantProfile> profiles) {
        Map<Long, Runnable> happenings = new TreeMap<>();
        happenings.put(65 * SECOND, () -> service.stop("programme:" + Street.FARM));
        happenings.put(75 * SECOND, () -> service.lift("programme:" + Street.FARM));
        happenings.put(90 * SECOND, () -> {
            var changed = Street.newcomer(1_500, 150);
            changed.setVersion(2);
            service.programme(changed);
        });
        happenings.put(100 * SECOND, () -> {
            MerchantProfile plain = MerchantProfile.newBuilder(profiles.get(3))
                    .setTags(List.of())
                    .setUpdatedAt(now.get())
                    .build();
            service.profile(plain);
        });
        happenings.put(110 * SECOND, () -> service.withdraw(profiles.get(13).getMerchantId()));
        happenings.put(130 * SECOND, () -> {
            MerchantProfile out = MerchantProfile.newBuilder(profiles.get(21))
                    .setOptOut(true)
                    .setUpdatedAt(now.get())
                    .build();
            service.profile(out);
        });
        happenings.put(140 * SECOND, service::restart);
        happenings.put(210 * SECOND, () -> service.stop("ALL"));
        happenings.put(220 * SECOND, () -> service.lift("ALL"));
        return happenings;
    }

    private final class Listening implements WholeService.Outputs {
        @Override
        public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
            if (topic == Topics.BOOST_DIRECTIVES) {
                boosts.directive(key, (BoostDirective) value);
            } else if (value instanceof Beat beat) {
                boosts.beat(beat);
            }
            digests.take(topic, key, value, time);
        }

        @Override
        public void take(Topic<?> topic, String key, String text) {
            digests.take(topic, key, text);
        }
    }
}
