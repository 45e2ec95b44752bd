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
    public static void send(Sender sender, int merchants, int each, Surface surface, long time) {
        for (int round = 0; round < each; round++) {
            for (int rank = 0; rank < merchants; rank++) {
                String id = "spread-" + surface + "-" + time + "-" + round + "-" + rank;
                send(sender, rank, impression(id, rank, surface, time));
            }
        }
    }

    /** Sends an impression that is charged to this directive. */
    public static void charged(Sender sender, int rank, String directiveId, long time, String id) {
        Impression impression = impression(id, rank, Surface.FEED, time);
        impression.setDirectiveId(directiveId);
        impression.setBucket(0);
        send(sender, rank, impression);
    }

    private static Impression impression(String id, int rank, Surface surface, long time) {
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
        impression.setBucket(rank % BUCKETS);
        impression.setTime(time);
        impression.setPersonalised(true);
        return impression;
    }

    private static void send(Sender sender, int rank, Impression impression) {
        sender.send(Topics.IMPRESSIONS, Market.merchantId(rank), impression, impression.getTime());
    }
}
