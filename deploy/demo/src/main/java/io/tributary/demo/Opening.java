package io.tributary.demo;

import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.marketplace.Emission;
import io.tributary.demo.marketplace.Marketplace;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostSource;
import java.util.List;

/** What a platform sends before its first day with support: rules, profiles, and a day from which the schedule is learnt. */
final class Opening {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long WARM_UP_STEP_MILLIS = 15 * 60_000;
    private static final int WARM_UP_PART = 10;

    private final MarketplaceSettings settings;
    private final RuleFiles rules;

    Opening(MarketplaceSettings settings, RuleFiles rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /**
     * A quiet day before the first, of a tenth of the traffic and with the programmes paused.
     *
     * @return what the service has counted of it
     */
    TaskCounters warmUp(EventClock clock, Feed feed) {
        long start = settings.startMillis() - DAY_MILLIS;
        MarketplaceSettings quiet = MarketplaceSettings.standard(settings.seed() + 1, start, settings.zone())
                .withSize(settings.merchants(), Math.max(1, settings.requestsPerDay() / WARM_UP_PART))
                .withFaults(MarketplaceSettings.Faults.NO_FAULTS);
        Marketplace yesterday = new Marketplace(quiet);
        rules.lists().forEach(list -> feed.list(list, start - 1));
        rules.programmes().forEach(programme -> feed.programme(paused(programme), start - 1));
        for (long at = start; at < settings.startMillis(); at += WARM_UP_STEP_MILLIS) {
            clock.tick(at);
            // Impressions only: that is all the schedule learns from, and orders of these ids are still to come.
            send(
                    feed,
                    yesterday.advance(at + WARM_UP_STEP_MILLIS - 1, BoostSource.NONE).stream()
                            .filter(Emission.ImpressionShown.class::isInstance)
                            .toList());
        }
        clock.tick(settings.startMillis() - 1);
        return clock.counters();
    }

    private static Programme paused(Programme programme) {
        Programme paused = ContractModel.get().deepCopy(programme.getSchema(), programme);
        paused.setStatus(ProgrammeStatus.PAUSED);
        return paused;
    }

    /**
     * Sends rules and profiles.
     *
     * @param versionsBefore versions of each programme that were sent before
     */
    void introduce(Feed feed, List<MerchantProfile> profiles, int versionsBefore) {
        if (versionsBefore == 0) {
            rules.lists().forEach(list -> feed.list(list, settings.startMillis() - 1));
        }
        for (Programme programme : rules.programmes()) {
            Programme active = ContractModel.get().deepCopy(programme.getSchema(), programme);
            active.setVersion(programme.getVersion() + versionsBefore);
            feed.programme(active, settings.startMillis() - 1);
            feed.publication(active, settings.startMillis() - 1);
        }
        profiles.forEach(feed::profile);
    }

    static void send(Feed feed, List<Emission> emissions) {
        for (Emission emission : emissions) {
            if (emission instanceof Emission.ImpressionShown shown) {
                feed.impression(shown.merchantId(), shown.impression());
            } else if (emission instanceof Emission.OrderMoved moved) {
                feed.order(moved.merchantId(), moved.order());
            } else if (emission instanceof Emission.Corrupted bad) {
                feed.raw(
                        bad.toOrders() ? Topics.ORDERS : Topics.IMPRESSIONS,
                        bad.merchantId(),
                        bad.bytes(),
                        bad.sendTime());
            }
        }
    }
}
