package io.tributary.demo.marketplace;

import java.time.ZoneId;
import java.util.Objects;

/**
 * Everything that shapes a simulated marketplace; the same settings give the same marketplace.
 *
 * @param seed seeds every random choice
 * @param startMillis first moment, epoch milliseconds UTC
 * @param zone zone of the shoppers' day
 * @param merchants number of merchants, 10 to 100,000
 * @param newcomerShare part of the merchants that joined within 150 days and are micro or small, 0 to 1
 * @param farmShare part of the merchants that are micro or small and carry the AGRI tag, 0 to 1
 * @param requestsPerDay mean number of pages shown per day, 1 to 100 million
 * @param candidates items scored per request, at least the page size, at most 1,000
 * @param pageSize items shown per request, at least 1
 * @param buying what shoppers do with what they see
 * @param faults what goes wrong on the way
 */
public record MarketplaceSettings(
        long seed,
        long startMillis,
        ZoneId zone,
        int merchants,
        double newcomerShare,
        double farmShare,
        int requestsPerDay,
        int candidates,
        int pageSize,
        Buying buying,
        Faults faults) {
    private static final int MIN_MERCHANTS = 10;
    private static final int MAX_MERCHANTS = 100_000;
    private static final int MAX_REQUESTS = 100_000_000;
    private static final int MAX_CANDIDATES = 1_000;

    public MarketplaceSettings {
        Objects.requireNonNull(zone, "marketplace.zone is missing");
        Objects.requireNonNull(buying, "marketplace.buying is missing");
        Objects.requireNonNull(faults, "marketplace.faults is missing");
        between("merchants", merchants, MIN_MERCHANTS, MAX_MERCHANTS);
        between("requestsPerDay", requestsPerDay, 1, MAX_REQUESTS);
        between("candidates", candidates, 1, MAX_CANDIDATES);
        between("pageSize", pageSize, 1, candidates);
        share("newcomerShare", newcomerShare);
        share("farmShare", farmShare);
        share("newcomerShare + farmShare", newcomerShare + farmShare);
    }

    /** The demo's marketplace: 500 merchants, 40,000 requests a day, 15 % newcomers, 15 % farm shops. */
    public static MarketplaceSettings standard(long seed, long startMillis, ZoneId zone) {
        return new MarketplaceSettings(
                seed, startMillis, zone, 500, 0.15, 0.15, 40_000, 50, 10, Buying.STANDARD, Faults.STANDARD);
    }

    public MarketplaceSettings withSize(int merchantCount, int requests) {
        return new MarketplaceSettings(
                seed,
                startMillis,
                zone,
                merchantCount,
                newcomerShare,
                farmShare,
                requests,
                candidates,
                pageSize,
                buying,
                faults);
    }

    public MarketplaceSettings withFaults(Faults other) {
        return new MarketplaceSettings(
                seed,
                startMillis,
                zone,
                merchants,
                newcomerShare,
                farmShare,
                requestsPerDay,
                candidates,
                pageSize,
                buying,
                other);
    }

    /**
     * What shoppers do with what they see.
     *
     * @param viewableAtTop chance that the first item of a page is viewable, 0 to 1
     * @param viewableDecay factor from each position to the next, 0 to 1
     * @param meanConversion mean over merchants of paid-or-cancelled orders per exposure, 0 to 0.5
     * @param cancelRate part of placed orders that is cancelled before payment, 0 to 1
     * @param refundRate part of paid orders that is refunded later, 0 to 1
     */
    public record Buying(
            double viewableAtTop, double viewableDecay, double meanConversion, double cancelRate, double refundRate) {
        public static final Buying STANDARD = new Buying(0.96, 0.94, 0.02, 0.08, 0.05);

        public Buying {
            share("buying.viewableAtTop", viewableAtTop);
            share("buying.viewableDecay", viewableDecay);
            share("buying.cancelRate", cancelRate);
            share("buying.refundRate", refundRate);
            if (!(meanConversion >= 0 && meanConversion <= 0.5)) {
                throw refused("buying.meanConversion", meanConversion, "0 to 0.5");
            }
        }
    }

    /**
     * What goes wrong on the way from the shopper to the topic.
     *
     * @param invalidRate part of requests made by robots: their impressions are marked invalid, nobody buys, 0 to 1
     * @param duplicateRate part of records that are sent twice, within two minutes, 0 to 1
     * @param lateRate part of impressions that arrive after {@code graceMillis}, 0 to 1
     * @param corruptRate unreadable records per good record, sent besides it, 0 to 1
     * @param graceMillis the service's grace: a late record is later than that beyond doubt, milliseconds, at least 1
     */
    public record Faults(
            double invalidRate, double duplicateRate, double lateRate, double corruptRate, long graceMillis) {
        public static final Faults STANDARD = new Faults(0.01, 0.005, 0.002, 0.0002, 600_000);
        public static final Faults NO_FAULTS = new Faults(0, 0, 0, 0, 600_000);

        public Faults {
            share("faults.invalidRate", invalidRate);
            share("faults.duplicateRate", duplicateRate);
            share("faults.lateRate", lateRate);
            share("faults.corruptRate", corruptRate);
            if (graceMillis < 1) {
                throw refused("faults.graceMillis", graceMillis, "at least 1");
            }
        }
    }

    private static void between(String name, long value, long from, long to) {
        if (value < from || value > to) {
            throw refused(name, value, from + " to " + to);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw refused(name, value, "0 to 1");
        }
    }

    private static IllegalArgumentException refused(String name, Object value, String range) {
        return new IllegalArgumentException("marketplace." + name + " is " + value + ", must be " + range);
    }
}
