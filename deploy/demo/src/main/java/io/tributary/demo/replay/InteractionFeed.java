package io.tributary.demo.replay;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.PlatformFeed;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns interactions into the records a platform would have sent. Every row is a viewable, valid impression in the feed at
 * position 0 with unknown ranks; a converted row is also a paid order of one unit at 1.00 CNY, since the file knows no prices. A
 * provider becomes a micro merchant that joined with its first event.
 */
final class InteractionFeed {
    private static final long AMOUNT = 100;
    private static final String CURRENCY = "CNY";

    private final PlatformFeed feed;
    private final BoostSource boosts;
    private final RequestKeys keys;
    private final Set<String> known = new HashSet<>();

    InteractionFeed(PlatformFeed feed, BoostSource boosts, RequestKeys keys) {
        this.feed = feed;
        this.boosts = boosts;
        this.keys = keys;
    }

    /** Introduces merchants that the slice shows for the first time, before the beat that may grant them. */
    void profiles(Slice slice, long time) {
        for (Interaction row : slice.interactions()) {
            if (known.add(row.provider())) {
                feed.profile(profile(row.provider(), time));
            }
        }
    }

    void interactions(Slice slice) {
        for (Interaction row : slice.interactions()) {
            String requestId = keys.requestId(row.user(), row.time());
            int bucket = keys.bucket(requestId);
            AppliedBoost boost = boosts.boost(row.provider(), Surface.FEED, bucket);
            // Identical rows are separate impressions: the line tells them apart.
            String impressionId = "i" + row.line();
            feed.impression(row.provider(), impression(row, impressionId, requestId, bucket, boost.directiveId()));
            if (row.converted()) {
                feed.order(row.provider(), order(row, impressionId, bucket, boost.directiveId()));
            }
        }
    }

    private static MerchantProfile profile(String merchantId, long time) {
        return new MerchantProfile(
                merchantId,
                SizeClass.MICRO,
                List.of(),
                time,
                "",
                List.of(),
                "",
                -1.0,
                0,
                null,
                false,
                time,
                Map.of(),
                false);
    }

    private static Impression impression(
            Interaction row, String impressionId, String requestId, int bucket, String directiveId) {
        return new Impression(
                impressionId,
                requestId,
                row.item(),
                Surface.FEED,
                0,
                null,
                null,
                true,
                false,
                directiveId,
                bucket,
                row.time(),
                null,
                null,
                true);
    }

    private static OrderLine order(Interaction row, String impressionId, int bucket, String directiveId) {
        Attribution attribution = new Attribution(impressionId, directiveId, Surface.FEED, bucket, row.time());
        return new OrderLine(
                "o" + row.line(), "1", row.item(), OrderStatus.PAID, 1, AMOUNT, CURRENCY, attribution, row.time());
    }
}
