package io.tributary.domain.appeal;

/**
 * Where merchants appeal against decisions of a programme.
 *
 * @param channel an address or a telephone number
 * @param days in which a case is to be decided, at least 1
 */
public record AppealChannel(String channel, int days) {
    /** Days where the rules do not say. */
    public static final int USUAL_DAYS = 15;

    public AppealChannel {
        if (channel == null || channel.isBlank()) {
            throw new IllegalArgumentException("appeal.channel: is empty, must be an address or a telephone number");
        }
        if (days < 1) {
            throw new IllegalArgumentException("appeal.days: is " + days + ", must be at least 1");
        }
    }
}
