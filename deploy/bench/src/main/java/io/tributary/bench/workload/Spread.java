package io.tributary.bench.workload;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.schemas.Topics;
import java.util.EnumSet;
import java.util.List;

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

    /**
     * Sends an impression of each merchant on each surface of the workload, of supported ones also in the holdout: what comes later on that
     * day finds the cells that it counts in.
     *
     * @param time of all of them, epoch milliseconds
     */
    public static void everywhere(Sender sender, int merchants, long time) {
        for (Surface surface : EnumSet.copyOf(List.of(Workload.SURFACES))) {
            for (int rank = 0; rank < merchants; rank++) {
                String id = "everywhere-" + surface + "-" + rank;
                send(sender, rank, impression(rank, surface, rank % Market.HOLDOUT_FROM, time, id));
                if (Market.isSupported(rank)) {
                    send(sender, rank, impression(rank, surface, Market.HOLDOUT_FROM, time, id + "-held-out"));
                }
            }
        }
    }

    /**
     * Sends one impression.
     *
     * @param directiveId null for one that is charged to nobody
     */
    public static void impression(Sender sender, int rank, String directiveId, long time, String id) {
        Impression impression = impression(rank, Surface.FEED, directiveId == null ? rank % BUCKETS : 0, time, id);
        impression.setDirectiveId(directiveId);
        send(sender, rank, impression);
    }

    private static void send(Sender sender, int rank, Impression impression) {
        sender.send(Topics.IMPRESSIONS, Market.merchantId(rank), impression, impression.getTime());
    }

    private static Impression impression(int rank, Surface surface, int bucket, long time, String id) {
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
        impression.setBucket(bucket);
        impression.setTime(time);
        return impression;
    }
}
