package io.tributary.bench.workload;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.schemas.Topics;

/** Impressions that fall to all merchants alike, so that each has state. */
public final class Spread {
    private static final int BUCKETS = 1_000;

    private Spread() {}

    /**
     * Sends impressions that are charged to nobody.
     *
     * @param each impressions of a merchant
     * @param time of all of them, epoch milliseconds
     */
    public static void send(Sender sender, int merchants, int each, long time) {
        for (int round = 0; round < each; round++) {
            for (int rank = 0; rank < merchants; rank++) {
                impression(sender, rank, null, time, "spread-" + time + "-" + round + "-" + rank);
            }
        }
    }

    /** Sends an impression of each merchant on this surface. */
    public static void send(Sender sender, int merchants, Surface surface, long time) {
        for (int rank = 0; rank < merchants; rank++) {
            send(sender, rank, surface, null, time, "spread-" + time + "-" + rank);
        }
    }

    /**
     * Sends one impression.
     *
     * @param directiveId null for one that is charged to nobody
     */
    public static void impression(Sender sender, int rank, String directiveId, long time, String id) {
        send(sender, rank, Surface.FEED, directiveId, time, id);
    }

    private static void send(Sender sender, int rank, Surface surface, String directiveId, long time, String id) {
        Impression impression = new Impression();
        impression.setImpressionId(id);
        impression.setRequestId(id);
        impression.setItemId("item-" + rank);
        impression.setSurface(surface);
        impression.setPosition(0);
        impression.setBaseRank(2);
        impression.setFinalRank(1);
        impression.setViewable(true);
        impression.setInvalidTraffic(false);
        impression.setDirectiveId(directiveId);
        impression.setBucket(directiveId == null ? rank % BUCKETS : 0);
        impression.setTime(time);
        sender.send(Topics.IMPRESSIONS, Market.merchantId(rank), impression, time);
    }
}
