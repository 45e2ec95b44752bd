package io.tributary.domain.order;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * What is remembered of one order line: facts, which only add up, so that they are the same in whatever order they came. What the line
 * counts for is a function of these facts alone; who counts takes that function before a record and after it, and counts the difference.
 *
 * <table>
 * <caption>What a line counts for, by what was seen of it; PLACED counts beside it, once, where it happened</caption>
 * <tr><th>PAID</th><th>CANCELLED</th><th>REFUNDED</th><th>order, units, gross</th><th>refund</th><th>turned back</th></tr>
 * <tr><td>no</td><td>any</td><td>any</td><td>none</td><td>none</td><td>nothing: they wait for the payment</td></tr>
 * <tr><td>yes</td><td>no</td><td>no</td><td>1, as paid</td><td>none</td><td>nothing</td></tr>
 * <tr><td>yes</td><td>no</td><td>yes</td><td>1, as paid</td><td>1</td><td>what the refund says</td></tr>
 * <tr><td>yes</td><td>yes</td><td>no</td><td>1, as paid</td><td>1</td><td>what the cancellation says; all when it says 0</td></tr>
 * <tr><td>yes</td><td>yes</td><td>yes</td><td>1, as paid</td><td>1</td><td>the larger of the two</td></tr>
 * </table>
 *
 * <p>No more is turned back than was paid; when what is paid back is in another currency, all that was paid.
 *
 * <p>All of it counts where the payment was: its time, surface, arm, bucket and currency. A status counts once. Several refunds of a line
 * cannot be told from one that is repeated, so their amounts are not added up: the largest counts. A platform that pays back in parts
 * sends what it has paid back in all. Of several payments or placements that differ the first to come counts.
 *
 * <p>What is turned back is counted a second time, under names of its own, where that happened: what a status adds to it in the window of
 * that status; what waited for the payment in the window of the last status that turned it back. A line that is cancelled counts as that
 * where it was, paid or not.
 *
 * <p>There are many memos, so one is stored packed. Which line it is of is its key.
 *
 * <pre>
 *   layout     1 byte
 *   statuses   1 byte: a bit of each status seen
 *   facts      1 byte: bit 0 paid, bit 1 cancelled without an amount, bit 2 an amount paid back, bit 3 in several currencies
 *   touchedAt  varint, epoch milliseconds
 *   when it is paid
 *     touchedAt - paidAt, countedAt - paidAt   varints
 *     place      1 byte: surface in the upper bits, UNKNOWN when only a later version knows it, arm in the lower two
 *     bucket     varint, -1 when unknown
 *     amount     varint, minor units
 *     currency   varint length, UTF-8
 *   when an amount is paid back
 *     amount     varint, minor units
 *     currency   varint length, UTF-8
 *   when it is cancelled or an amount is paid back
 *     touchedAt - turnedBackAt   varint
 *   what a later version appends
 * </pre>
 */
public final class OrderMemo {
    /** Version of the layout. */
    private static final int LAYOUT = 1;

    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();
    private static final int PAID = 1;
    /** Cancelled, and no amount was named. */
    private static final int CANCELLED = 1 << 1;
    /** An amount was named that is paid back. */
    private static final int REFUNDED = 1 << 2;
    /** In several currencies. */
    private static final int MIXED = 1 << 3;

    private final long first;
    private final long second;
    private int statuses;
    private int facts;
    private long updatedAt;
    private long paidAt = -1;
    private long countedAt;
    private Surface surface = Surface.UNKNOWN;
    private Arm arm = Arm.NONE;
    private int bucket = -1;
    private long amount;
    private String currency = "";
    private long refundAmount;
    private String refundCurrency = "";
    private long turnedBackAt;

    /** A line (both halves of its hash) of which nothing was seen. */
    public OrderMemo(long first, long second) {
        this.first = first;
        this.second = second;
    }

    public long first() {
        return first;
    }

    public long second() {
        return second;
    }

    /**
     * Whether this status was seen already.
     *
     * @param status ordinal of the status, 0 to 6
     */
    public boolean seen(int status) {
        return (statuses & 1 << status) != 0;
    }

    /**
     * Notes a status.
     *
     * @param time from which it is remembered, epoch milliseconds
     */
    public void see(int status, long time) {
        statuses |= 1 << status;
        updatedAt = Math.max(updatedAt, time);
    }

    /** From when it is remembered, epoch milliseconds. */
    public long updatedAt() {
        return updatedAt;
    }

    /**
     * Notes where the payment is counted.
     *
     * @param time event time of the payment, epoch milliseconds
     * @param serviceTime of the beat before it came, epoch milliseconds
     */
    public void paid(long time, long serviceTime, Surface where, Arm side, int requestBucket) {
        facts |= PAID;
        paidAt = time;
        countedAt = serviceTime;
        surface = where;
        arm = side;
        bucket = requestBucket;
    }

    /** Notes what was paid, minor units. */
    public void paid(long minorUnits, String code) {
        amount = minorUnits;
        currency = code;
    }

    /**
     * Notes that the line was cancelled, and what was paid back, minor units; 0: what was paid, whatever it was.
     *
     * @param time event time, epoch milliseconds
     */
    public void cancelled(long minorUnits, String code, long time) {
        if (minorUnits == 0) {
            facts |= CANCELLED;
            turnedBackAt = time;
        } else {
            refunded(minorUnits, code, time);
        }
    }

    /** Notes what was paid back, minor units, and when. */
    public void refunded(long minorUnits, String code, long time) {
        turnedBackAt = time;
        boolean other = (facts & REFUNDED) != 0 && !refundCurrency.equals(code);
        facts |= REFUNDED | (other ? MIXED : 0);
        refundAmount = Math.max(refundAmount, minorUnits);
        refundCurrency = code;
    }

    public boolean isPaid() {
        return (facts & PAID) != 0;
    }

    /** Whether it was paid, and is not any more. */
    public boolean isTurnedBack() {
        return isPaid() && (facts & (CANCELLED | REFUNDED)) != 0;
    }

    /** Of what was paid, what is turned back, minor units of the payment's currency. */
    public long turnedBack() {
        if (!isTurnedBack()) {
            return 0;
        }
        return (facts & CANCELLED) != 0 || isForeign() ? amount : Math.min(amount, refundAmount);
    }

    /** Order lines that it counts for, net of what is turned back: 1 or 0. */
    public int net() {
        return isPaid() && !isTurnedBack() ? 1 : 0;
    }

    /** Amount that it counts for, net of what is turned back, minor units of the payment's currency. */
    public long netAmount() {
        return isPaid() ? amount - turnedBack() : 0;
    }

    /** Whether its refund does not fit its payment: another currency, or more than was paid. */
    public boolean isMismatched() {
        return isPaid() && (facts & REFUNDED) != 0 && (isForeign() || refundAmount > amount);
    }

    private boolean isForeign() {
        return (facts & MIXED) != 0 || (facts & REFUNDED) != 0 && !refundCurrency.equals(currency);
    }

    /** When the last status came about that turned it back, epoch milliseconds; 0 when none has. */
    public long turnedBackAt() {
        return turnedBackAt;
    }

    public long paidAt() {
        return paidAt;
    }

    /** Service time of the beat before the payment came, epoch milliseconds. */
    public long countedAt() {
        return countedAt;
    }

    public Surface surface() {
        return surface;
    }

    public Arm arm() {
        return arm;
    }

    public int bucket() {
        return bucket;
    }

    /** The payment's. */
    public String currency() {
        return currency;
    }

    /** Writes what is remembered, not which line it is: that is the key it is kept under. Times lie close together. */
    public void write(StateWriter writer) {
        writer.writeByte(LAYOUT);
        writer.writeByte(statuses);
        writer.writeByte(facts);
        writer.writeLong(updatedAt);
        if (isPaid()) {
            writer.writeLong(updatedAt - paidAt);
            writer.writeLong(countedAt - paidAt);
            writer.writeByte(surface.ordinal() << 2 | arm.ordinal());
            writer.writeInt(bucket);
            writer.writeLong(amount);
            writer.writeString(currency);
        }
        if ((facts & REFUNDED) != 0) {
            writer.writeLong(refundAmount);
            writer.writeString(refundCurrency);
        }
        if ((facts & (CANCELLED | REFUNDED)) != 0) {
            writer.writeLong(updatedAt - turnedBackAt);
        }
    }

    /**
     * Reads what is remembered of this line.
     *
     * @throws IllegalStateException when the bytes are of a layout that is not known
     */
    public static OrderMemo read(long first, long second, StateReader reader) {
        PackedLayout.check("order memo", reader.readByte(), LAYOUT);
        OrderMemo memo = new OrderMemo(first, second);
        memo.statuses = reader.readByte();
        memo.facts = reader.readByte();
        memo.updatedAt = reader.readLong();
        if (memo.isPaid()) {
            memo.paidAt = memo.updatedAt - reader.readLong();
            memo.countedAt = memo.paidAt + reader.readLong();
            int place = reader.readByte() & 0xFF;
            int surface = place >> 2;
            memo.surface = surface < SURFACES.length ? SURFACES[surface] : Surface.UNKNOWN;
            memo.arm = ARMS[place & 3];
            memo.bucket = reader.readInt();
            memo.amount = reader.readLong();
            memo.currency = reader.readString();
        }
        if ((memo.facts & REFUNDED) != 0) {
            memo.refundAmount = reader.readLong();
            memo.refundCurrency = reader.readString();
        }
        if ((memo.facts & (CANCELLED | REFUNDED)) != 0) {
            memo.turnedBackAt = memo.updatedAt - reader.readLong();
        }
        return memo;
    }
}
