package io.tributary.demo.marketplace;

import io.tributary.demo.marketplace.Emission.Corrupted;
import io.tributary.demo.marketplace.Emission.ImpressionShown;
import io.tributary.demo.marketplace.Emission.OrderMoved;
import java.util.SplittableRandom;

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

    /** What is wrong with a record on its way. */
    enum Fault {
        NONE,
        DUPLICATE,
        LATE,
        CORRUPT
    }

    /** Takes records on their way. */
    @FunctionalInterface
    interface Carrier {
        void carry(Emission emission, Fault fault);
    }

    FaultyNetwork(MarketplaceSettings.Faults faults) {
        this.faults = faults;
    }

    void send(Emission emission, SplittableRandom random, Carrier out) {
        double fate = random.nextDouble();
        boolean impression = emission instanceof ImpressionShown;
        if (fate < faults.duplicateRate()) {
            out.carry(emission, Fault.NONE);
            out.carry(at(emission, emission.sendTime() + 1 + random.nextLong(RESEND_MILLIS)), Fault.DUPLICATE);
        } else if (impression && fate < faults.duplicateRate() + faults.lateRate()) {
            long delay = LATE_GRACES * faults.graceMillis() + MINUTE_MILLIS + random.nextLong(faults.graceMillis());
            out.carry(at(emission, emission.sendTime() + delay), Fault.LATE);
        } else {
            out.carry(emission, Fault.NONE);
        }
        if (random.nextDouble() < faults.corruptRate()) {
            Corrupted rubbish = new Corrupted(emission.merchantId(), emission.sendTime(), !impression, rubbish(random));
            out.carry(rubbish, Fault.CORRUPT);
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
