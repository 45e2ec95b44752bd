package io.tributary.domain.rollup;

/** What members of a programme are grouped by; see the contract's GroupDimension. */
public enum GroupBy {
    STAGE(false),
    PROVINCE(true),
    PREFECTURE(true),
    COUNTY(true),
    SIZE_CLASS(true),
    SURFACE(false);

    private static final int PROVINCE_DIGITS = 2;
    private static final int PREFECTURE_DIGITS = 4;
    private static final int COUNTY_DIGITS = 6;

    private final boolean disjoint;

    GroupBy(boolean disjoint) {
        this.disjoint = disjoint;
    }

    /** Whether a merchant is in one group only. */
    boolean isDisjoint() {
        return disjoint;
    }

    /** The region of this kind that a county's code lies in; as much of it as is known. */
    static String region(GroupBy kind, String code) {
        int digits = switch (kind) {
            case PROVINCE -> PROVINCE_DIGITS;
            case PREFECTURE -> PREFECTURE_DIGITS;
            default -> COUNTY_DIGITS;
        };
        return code.substring(0, Math.min(digits, code.length()));
    }
}
