package io.tributary.domain.merchant;

import io.tributary.domain.metric.MetricWindows;

/** What the steps of a visit know, and what they tell those that follow. One object for all visits of a task, confined to its thread. */
final class VisitContext {
    private BeatTerms beat = BeatTerms.NONE;
    private MetricWindows.Clock clock;
    private MerchantState merchant;
    private boolean isDecided;
    private boolean hasChanged;
    private boolean isGranted;
    private long dueAt;

    /** Visits from now on are those of this beat. */
    void begin(BeatTerms now, MetricWindows.Clock at) {
        beat = now;
        clock = at;
    }

    void visit(MerchantState one) {
        merchant = one;
        isDecided = false;
        hasChanged = false;
        isGranted = false;
        dueAt = Long.MAX_VALUE;
    }

    BeatTerms beat() {
        return beat;
    }

    MetricWindows.Clock clock() {
        return clock;
    }

    MerchantState merchant() {
        return merchant;
    }

    /**
     * Notes that it was decided in which programmes the merchant is.
     *
     * @param changed whether it came into one, left one or got other terms
     */
    void decided(boolean changed) {
        isDecided = true;
        hasChanged = changed;
    }

    boolean isDecided() {
        return isDecided;
    }

    /** Notes that a grant changed. */
    void granted() {
        isGranted = true;
    }

    boolean isGranted() {
        return isGranted;
    }

    /** Whether the directive in use was made for other terms. */
    boolean isOnOtherTerms() {
        return isGranted || hasChanged;
    }

    /** Has the merchant due at this time or before, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    void dueBy(long time) {
        dueAt = Math.min(dueAt, time);
    }

    long dueAt() {
        return dueAt;
    }
}
