package io.tributary.domain.merchant;

import io.tributary.domain.metric.DayCalendar;

/** Counts once more what a merchant had counted and its record lacks. */
public final class Recount {
    private final MerchantPolicy policy;
    private final DayCalendar calendar;

    public Recount(MerchantPolicy policy) {
        this.policy = policy;
        this.calendar = new DayCalendar(policy.windows().zone());
    }

    /**
     * Counts an impression, and has the merchant due when the impression's minute is published, or before. Who asks for it schedules that.
     *
     * @param time of the impression, epoch milliseconds
     * @param counted how it was counted, a {@link CountedImpression}
     * @throws IllegalStateException when its minute is not open, as it was then
     */
    public void impression(MerchantState merchant, long time, long counted) {
        if (!merchant.countAgain(time, counted)) {
            throw new IllegalStateException(
                    "merchant " + merchant.id() + ": the minute of " + time + " is not open any more");
        }
        long published = policy.publishedAt(calendar.minuteEnd(time), merchant);
        merchant.dueAt(Math.min(merchant.dueAt(), published));
    }
}
