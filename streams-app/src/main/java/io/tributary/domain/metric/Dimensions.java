package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.UnreadableStateException;

/**
 * What the counts of a cell are broken down by, beside the merchant, the window and the membership: the surface and the arm, packed into
 * one integer, so that cells of one minute are told apart by one comparison.
 *
 * <pre>
 *  31  21 20         12 11       4 3    0
 * +------+-------------+----------+------+
 * |  0   |  0, for more | surface  | arm  |
 * +------+-------------+----------+------+
 * </pre>
 *
 * Surface and arm are there by their place in their enumerations, to which new ones are added at the end. A dimension that is open, such
 * as a label, is to be a number from a dictionary, 0 for none. Written as a varint the two of today take one byte, and a third one costs
 * a byte only where it is not 0. A version that does not know it refuses it ({@link #stored}), since it would publish two rows that it
 * cannot tell apart.
 */
public final class Dimensions {
    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();
    private static final int ARM_BITS = 4;
    private static final int SURFACE_BITS = 8;
    private static final int KNOWN_BITS = ARM_BITS + SURFACE_BITS;

    private Dimensions() {}

    /** Packs them. */
    public static int of(Surface surface, Arm arm) {
        return surface.ordinal() << ARM_BITS | arm.ordinal();
    }

    /**
     * Dimensions as they were stored.
     *
     * @throws UnreadableStateException when there is one that only a later version knows
     */
    public static int stored(long dimensions) {
        if (dimensions >>> KNOWN_BITS != 0) {
            throw new UnreadableStateException("counts: by a dimension that this service does not know");
        }
        return (int) dimensions;
    }

    /** The surface; UNKNOWN for one that only a later version knows. */
    static Surface surface(int dimensions) {
        int surface = dimensions >> ARM_BITS & (1 << SURFACE_BITS) - 1;
        return surface < SURFACES.length ? SURFACES[surface] : Surface.UNKNOWN;
    }

    /** The arm; NONE for one that only a later version knows. */
    static Arm arm(int dimensions) {
        int arm = dimensions & (1 << ARM_BITS) - 1;
        return arm < ARMS.length ? ARMS[arm] : Arm.NONE;
    }
}
