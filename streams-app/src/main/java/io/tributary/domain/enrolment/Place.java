package io.tributary.domain.enrolment;

import io.tributary.domain.IdHash;
import java.math.BigInteger;

/**
 * A place in the order of those who wait for a seat, the lower the earlier. Of two with the same order the hash of the merchants' ids
 * decides, which nobody can choose and everybody can compute: that is a lot that comes out the same each time.
 *
 * @param order what the order goes by, not negative; -1 for {@link #NONE} alone
 * @param tie 63 bits of the merchant's {@link IdHash}, not negative
 */
public record Place(long order, long tie) implements Comparable<Place> {
    /** Before all others: nobody's. */
    public static final Place NONE = new Place(-1, Long.MAX_VALUE);
    /** Behind all others. */
    public static final Place LAST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

    static Place of(String merchantId, long order) {
        return new Place(order, IdHash.first(merchantId) >>> 1);
    }

    @Override
    public int compareTo(Place other) {
        int byOrder = Long.compare(order, other.order);
        return byOrder != 0 ? byOrder : Long.compare(tie, other.tie);
    }

    /** Whether this one is behind the other. */
    boolean isAfter(Place other) {
        return compareTo(other) > 0;
    }

    /** The place in the middle between this one and a later one, rounded down: this one itself when nothing is between. */
    Place middle(Place later) {
        BigInteger middle = value().add(later.value()).shiftRight(1);
        return new Place(middle.shiftRight(Long.SIZE - 1).longValueExact(), middle.longValue() & Long.MAX_VALUE);
    }

    /** Both as one number: the order, and behind it the tie. */
    private BigInteger value() {
        return BigInteger.valueOf(order).shiftLeft(Long.SIZE - 1).add(BigInteger.valueOf(tie));
    }
}
