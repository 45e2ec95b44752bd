package io.tributary.demo.marketplace;

import io.tributary.common.v1.Surface;
import io.tributary.demo.marketplace.FaultyNetwork.Fault;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.boost.BoostSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A trading platform in a box: shoppers, a recommender, and the records they leave behind. Pure: it is given the time and the
 * boosts and returns what is to be sent, so the same settings and the same boosts give the same records however the time is cut.
 * Not thread-safe.
 */
public final class Marketplace {
    private static final Surface[] SURFACES = {
        Surface.FEED, Surface.SEARCH, Surface.SHORT_VIDEO, Surface.CHANNEL, Surface.LIVE
    };
    private static final double[] SURFACE_UNTIL = {0.55, 0.75, 0.90, 0.97, 1.0};
    private static final double DAY_MILLIS = 86_400_000;

    private final MarketplaceSettings settings;
    private final Population population;
    private final DailyCurve curve;
    private final Ranker ranker;
    private final Shopper shopper;
    private final FaultyNetwork network;
    private final Tally tally = new Tally();
    private final SplittableRandom arrivals;
    private final PriorityQueue<Queued> outbox =
            new PriorityQueue<>(Comparator.comparingLong(Queued::sendTime).thenComparingLong(Queued::sequence));
    private final long salt;
    private double nextArrival;
    private long sequence;

    public Marketplace(MarketplaceSettings settings) {
        SplittableRandom root = new SplittableRandom(settings.seed());
        this.settings = settings;
        this.population = Population.create(settings, root.split());
        this.arrivals = root.split();
        this.salt = root.nextLong();
        this.curve = new DailyCurve(settings.zone());
        this.ranker = new Ranker(population, settings);
        this.shopper = new Shopper(population, settings.buying());
        this.network = new FaultyNetwork(settings.faults());
        this.nextArrival = arrivalAfter(settings.startMillis());
    }

    public List<Merchant> merchants() {
        return population.merchants();
    }

    /** Profiles of all merchants, just before the start. */
    public List<MerchantProfile> profiles() {
        return population.merchants().stream()
                .map(merchant -> merchant.profile(settings.startMillis() - 1))
                .toList();
    }

    public Tally tally() {
        return tally;
    }

    /** Lets shoppers act until a moment (exclusive); returns everything that is sent before it, in the order of sending. */
    public List<Emission> advance(long untilMillis, BoostSource boosts) {
        while (nextArrival < untilMillis) {
            serve((long) nextArrival, boosts);
            nextArrival = arrivalAfter(nextArrival);
        }
        return drain(untilMillis);
    }

    /** Sends what is on its way until a moment (exclusive), such as late records and refunds, without new shoppers. */
    public List<Emission> drain(long untilMillis) {
        List<Emission> sent = new ArrayList<>();
        while (!outbox.isEmpty() && outbox.peek().sendTime() < untilMillis) {
            Queued queued = outbox.poll();
            tally.countSent(queued.fault());
            sent.add(queued.emission());
        }
        return sent;
    }

    private void serve(long time, BoostSource boosts) {
        long number = tally.requests();
        // Everything random about a request hangs on its number: boosts change the ranks, never the shoppers.
        SplittableRandom random = new SplittableRandom(Buckets.mix(settings.seed() ^ Buckets.mix(number)));
        String requestId = "r" + Long.toString(number, Character.MAX_RADIX);
        Surface surface = surface(random.nextDouble());
        boolean invalid = random.nextDouble() < settings.faults().invalidRate();
        int bucket = Buckets.of(requestId, salt);
        Page page = ranker.page(requestId, time, surface, bucket, invalid, boosts, random.split());
        tally.count(page);
        SplittableRandom fate = random.split();
        shopper.look(page, random, emission -> {
            tally.count(emission);
            network.send(emission, fate, this::enqueue);
        });
    }

    private void enqueue(Emission emission, Fault fault) {
        outbox.add(new Queued(emission.sendTime(), sequence++, emission, fault));
    }

    /** Thinning: propose arrivals at the curve's peak rate, keep each with the chance that the hour is that busy. */
    private double arrivalAfter(double time) {
        double meanGap = DAY_MILLIS / (settings.requestsPerDay() * DailyCurve.MAX);
        double at = time;
        do {
            at += meanGap * arrivals.nextExponential();
        } while (arrivals.nextDouble() * DailyCurve.MAX > curve.at((long) at));
        return at;
    }

    private static Surface surface(double u) {
        int i = 0;
        while (u >= SURFACE_UNTIL[i]) {
            i++;
        }
        return SURFACES[i];
    }

    private record Queued(long sendTime, long sequence, Emission emission, Fault fault) {}
}
