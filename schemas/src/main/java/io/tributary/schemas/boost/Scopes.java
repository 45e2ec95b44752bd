package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;
import java.util.HashSet;
import java.util.Set;

/**
 * Everything under the kill switch, taken apart for quick look-ups. A scope of a kind that this version does not know stops
 * everything: what cannot be judged is not boosted.
 */
record Scopes(boolean all, int surfaces, Set<String> programmes, Set<String> merchants) {
    static final Scopes NONE = new Scopes(false, 0, Set.of(), Set.of());
    private static final String SURFACE = "surface:";
    private static final String PROGRAMME = "programme:";
    private static final String MERCHANT = "merchant:";

    static Scopes of(Iterable<String> names) {
        boolean all = false;
        int surfaces = 0;
        Set<String> programmes = new HashSet<>();
        Set<String> merchants = new HashSet<>();
        for (String name : names) {
            if (name.startsWith(PROGRAMME)) {
                programmes.add(name.substring(PROGRAMME.length()));
            } else if (name.startsWith(MERCHANT)) {
                merchants.add(name.substring(MERCHANT.length()));
            } else if (name.startsWith(SURFACE)) {
                surfaces |= bit(surface(name.substring(SURFACE.length())));
            } else {
                all = true;
            }
        }
        return new Scopes(all, surfaces, Set.copyOf(programmes), Set.copyOf(merchants));
    }

    /** Bits never leave the process, so the order of the enum does not matter. */
    @SuppressWarnings("EnumOrdinal")
    static int bit(Surface surface) {
        return 1 << surface.ordinal();
    }

    boolean stops(String merchantId, int surfaceBit) {
        return all || (surfaces & surfaceBit) != 0 || (!merchants.isEmpty() && merchants.contains(merchantId));
    }

    boolean stopsProgramme(String programmeId) {
        return !programmes.isEmpty() && programmes.contains(programmeId);
    }

    /** A surface that this version does not know is UNKNOWN to its callers, too. */
    private static Surface surface(String name) {
        for (Surface surface : Surface.values()) {
            if (surface.name().equals(name)) {
                return surface;
            }
        }
        return Surface.UNKNOWN;
    }
}
