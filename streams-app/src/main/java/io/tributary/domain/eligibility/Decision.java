package io.tributary.domain.eligibility;

/**
 * What one version of a programme's rules decided about a merchant. It stands until it is decided otherwise. Immutable, and one object for
 * many merchants: whose decision it is says who holds it.
 *
 * @param number of the decision among all about the merchant, from 1; no other ever has the same
 */
public record Decision(String programmeId, int version, long number, Outcome outcome) {
    private static final char SEPARATOR = '~';
    private static final int RADIX = 36;

    public boolean eligible() {
        return outcome.eligible();
    }

    /** Whether another decision comes to the same under the same rules, so that this one stands. */
    boolean isConfirmedBy(Decision other) {
        return version == other.version && programmeId.equals(other.programmeId) && outcome.equals(other.outcome);
    }

    Decision numbered(long one) {
        return new Decision(programmeId, version, one, outcome);
    }

    /**
     * Names the decision among those about all merchants: {@code programme~version~number~merchant}, version and number in base 36. The
     * same events give the same ids; opaque to everybody else.
     */
    public String id(String merchantId) {
        return programmeId
                + SEPARATOR
                + Integer.toString(version, RADIX)
                + SEPARATOR
                + Long.toString(number, RADIX)
                + SEPARATOR
                + merchantId;
    }
}
