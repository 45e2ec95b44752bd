package io.tributary.demo.marketplace;

import io.tributary.demo.marketplace.Emission.Corrupted;
import io.tributary.demo.marketplace.Emission.ImpressionShown;
import io.tributary.demo.marketplace.Emission.OrderMoved;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The way from the shopper to the topic: sends some records twice, some impressions late, and some rubbish. A record is
 * either doubled or late, never both, so that what the service should count can be told exactly.
 */
final class FaultyNetwork {
    private static final long RESEND_MILLIS = 120_000;
    private static final long MINUTE_MILLIS = 60_000;
    // A quiet night hour may hold the service's event clock back; twice the grace is late beyond doubt.
    private static final int LATE_GRACES = 2;
    private static final int MAX_RUBBISH_BYTES = 40;

    private final MarketplaceSettings.Faults faults;
    private final Tally tally;

    FaultyNetwork(MarketplaceSettings.Faults faults, Tally tally) {
        this.faults = faults;
        this.tally = tally;
    }

    void send(Emission emission, SplittableRandom random, Consumer<Emission> out) {
        double fate = random.nextDouble();
        boolean impression = emission instanceof ImpressionShown;
        if (fate < faults.duplicateRate()) {
            tally.duplicates++;
            out.accept(emission);
            out.accept(at(emission, emission.sendTime() + 1 + random.nextLong(RESEND_MILLIS)));
        } else if (impression && fate < faults.duplicateRate() + faults.lateRate()) {
            tally.late++;
            long delay = LATE_GRACES * faults.graceMillis() + MINUTE_MILLIS + random.nextLong(faults.graceMillis());
            out.accept(at(emission, emission.sendTime() + delay));
        } else {
            out.accept(emission);
        }
        if (random.nextDouble() < faults.corruptRate()) {
            tally.corrupt++;
            out.accept(new Corrupted(emission.merchantId(), emission.sendTime(), !impression, rubbish(random)));
        }
    }

    private static Emission at(Emission emission, long sendTime) {
        if (emission instanceof ImpressionShown shown) {
            return new ImpressionShown(shown.merchantId(), sendTime, shown.impression());
        }
        OrderMoved moved = (OrderMoved) emission;
        return new OrderMoved(moved.merchantId(), sendTime, moved.order());
    }

    /** Text where a magic byte is expected, or a well-formed header with nothing behind it. */
    private static byte[] rubbish(SplittableRandom random) {
        if (random.nextBoolean()) {
            return new byte[] {0, 0, 0, 0};
        }
        byte[] bytes = new byte[1 + random.nextInt(MAX_RUBBISH_BYTES)];
        random.nextBytes(bytes);
        bytes[0] = '{';
        return bytes;
    }
}
