package io.tributary.domain.merchant;

/**
 * An impression turned out to be invalid traffic after it was sent.
 *
 * @param impression as it was sent, not marked as invalid; what it cost is not known
 * @param judgedAt when it was judged, epoch milliseconds
 */
public record VerdictEvent(ImpressionEvent impression, long judgedAt) {
    public VerdictEvent {
        if (judgedAt < impression.time()) {
            throw new IllegalArgumentException("judgedAt: is before the time of the impression");
        }
    }
}
