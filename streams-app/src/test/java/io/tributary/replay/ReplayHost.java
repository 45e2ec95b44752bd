package io.tributary.replay;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostView;
import io.tributary.schemas.boost.HostClock;
import java.util.concurrent.atomic.AtomicLong;

/** A recommender host in a test of the service in one process: what it has heard of boosts, its time, and what it shows. */
final class ReplayHost {
    private static final int TREATED_BUCKET = 500;

    private final AtomicLong now;
    private final BoostView boosts;
    private int shown;

    /**
     * @param now its time at first, epoch milliseconds
     * @param life how long it boosts without a beat, milliseconds
     */
    ReplayHost(long now, long life) {
        this.now = new AtomicLong(now);
        this.boosts = new BoostView(life, HostClock.replay(this.now::get));
    }

    long now() {
        return now.get();
    }

    void now(long time) {
        now.set(time);
    }

    BoostView boosts() {
        return boosts;
    }

    /**
     * Shows an item of the merchant's in a treated bucket.
     *
     * @return the boost that it applied
     */
    AppliedBoost show(InProcessService service, String merchant) {
        AppliedBoost boost = boosts.boost(merchant, Surface.FEED, TREATED_BUCKET);
        service.impression(merchant, impression(boost).build());
        return boost;
    }

    /** The next impression, under this boost. */
    Impression.Builder impression(AppliedBoost boost) {
        shown++;
        return Impression.newBuilder()
                .setImpressionId("impression-" + shown)
                .setRequestId("request-" + shown)
                .setItemId("item")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setDirectiveId(boost.directiveId())
                .setBucket(TREATED_BUCKET)
                .setTime(now.get());
    }
}
