package io.tributary.bench.job;

import io.tributary.bench.workload.Market;
import io.tributary.common.v1.Arm;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.directives.v1.DirectiveReason;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A merchant's counts as the DSL job keeps them: a minute, an hour and a day by surface, and what was charged. */
final class MerchantTotals {
    static final Serde<MerchantTotals> SERDE =
            Serdes.serdeFrom((topic, value) -> value.write(), (topic, bytes) -> read(bytes));

    private static final long[] SIZES = {60_000, 3_600_000, 86_400_000};
    private static final int SURFACES = Surface.values().length;
    private static final int COUNTS = 4;
    private static final int IMPRESSIONS = 0;
    private static final int EXPOSURES = 1;
    private static final int ORDERS = 2;
    private static final int PAID = 3;
    /** A directive for every so many exposures charged. */
    private static final int STEP = 16;

    private final long[] starts = new long[SIZES.length];
    private final long[] counts = new long[SIZES.length * SURFACES * COUNTS];
    private long charged;
    private long time;

    /**
     * What an impression or an order line adds.
     *
     * @param id of the impression, or of order, line and status
     */
    record Event(String id, int surface, boolean order, boolean exposure, boolean charged, long amount, long time) {
        static final Serde<Event> SERDE =
                Serdes.serdeFrom((topic, value) -> value.write(), (topic, bytes) -> read(ByteBuffer.wrap(bytes)));

        static Event of(Impression shown) {
            boolean exposure = shown.getViewable() && !shown.getInvalidTraffic();
            boolean gained = shown.getBaseRank() != null && shown.getFinalRank() < shown.getBaseRank();
            boolean charged = exposure && gained && shown.getDirectiveId() != null && shown.getBucket() < 900;
            return new Event(
                    shown.getImpressionId(),
                    shown.getSurface().ordinal(),
                    false,
                    exposure,
                    charged,
                    0,
                    shown.getTime());
        }

        static Event of(OrderLine line) {
            String id = line.getOrderId() + '/' + line.getLineId() + '/' + line.getStatus();
            Surface surface = line.getAttribution() == null
                    ? Surface.UNKNOWN
                    : line.getAttribution().getSurface();
            return new Event(id, surface.ordinal(), true, false, false, line.getAmount(), line.getTime());
        }

        private byte[] write() {
            byte[] text = id.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(text.length + 22)
                    .putInt(surface)
                    .put((byte) ((order ? 1 : 0) | (exposure ? 2 : 0) | (charged ? 4 : 0)))
                    .putLong(amount)
                    .putLong(time)
                    .put(text)
                    .array();
        }

        private static Event read(ByteBuffer in) {
            int surface = in.getInt();
            int flags = in.get();
            long amount = in.getLong();
            long time = in.getLong();
            String id = StandardCharsets.UTF_8.decode(in).toString();
            return new Event(id, surface, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, amount, time);
        }
    }

    MerchantTotals add(Event event) {
        for (int size = 0; size < SIZES.length; size++) {
            long start = event.time - Math.floorMod(event.time, SIZES[size]);
            if (start > starts[size]) {
                starts[size] = start;
                Arrays.fill(counts, size * SURFACES * COUNTS, (size + 1) * SURFACES * COUNTS, 0);
            }
            int at = (size * SURFACES + event.surface) * COUNTS;
            counts[at + IMPRESSIONS] += event.order ? 0 : 1;
            counts[at + EXPOSURES] += event.exposure ? 1 : 0;
            counts[at + ORDERS] += event.order ? 1 : 0;
            counts[at + PAID] += event.amount;
        }
        charged += event.charged ? 1 : 0;
        time = event.time;
        return this;
    }

    /** The minute, all surfaces together. */
    List<ConversionMetric> metrics(String merchantId) {
        return List.of(ConversionMetric.newBuilder()
                .setMerchantId(merchantId)
                .setWindowSize(WindowSize.MINUTE)
                .setWindowStart(starts[0])
                .setWindowEnd(starts[0] + SIZES[0])
                .setTimeZone(Market.ZONE.getId())
                .setSurface(Surface.UNKNOWN)
                .setArm(Arm.NONE)
                .setStatus(WindowStatus.PROVISIONAL)
                .setRevision(1)
                .setImpressions(sum(IMPRESSIONS))
                .setExposures(sum(EXPOSURES))
                .setInvalid(0)
                .setCharged(charged)
                .setLate(0)
                .setPlaced(0)
                .setOrders(sum(ORDERS))
                .setRefunds(0)
                .setUnits(0)
                .setSales(List.of())
                .setProgrammes(List.of())
                .build());
    }

    private long sum(int count) {
        long sum = 0;
        for (int surface = 0; surface < SURFACES; surface++) {
            sum += counts[surface * COUNTS + count];
        }
        return sum;
    }

    /** Whether enough was charged for another directive. */
    boolean isDue() {
        return charged > 0 && charged % STEP == 0;
    }

    BoostDirective directive() {
        return BoostDirective.newBuilder()
                .setSequence(charged / STEP)
                .setIssuedAt(time)
                .setExpiresAt(time + 300_000)
                .setReason(DirectiveReason.values()[0])
                .setExplanation(new LocalizedText("", ""))
                .setBoosts(List.of())
                .build();
    }

    private byte[] write() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES * (starts.length + counts.length + 2));
        for (long start : starts) {
            out.putLong(start);
        }
        for (long count : counts) {
            out.putLong(count);
        }
        return out.putLong(charged).putLong(time).array();
    }

    private static MerchantTotals read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        MerchantTotals totals = new MerchantTotals();
        for (int i = 0; i < totals.starts.length; i++) {
            totals.starts[i] = in.getLong();
        }
        for (int i = 0; i < totals.counts.length; i++) {
            totals.counts[i] = in.getLong();
        }
        totals.charged = in.getLong();
        totals.time = in.getLong();
        return totals;
    }
}
