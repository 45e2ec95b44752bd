package io.tributary.demo.marketplace;

import io.tributary.demo.marketplace.Page.Slot;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Looks at a page and buys by the merchants' hidden conversion rates; robots look at everything and buy nothing. */
final class Shopper {
    private static final double ORDER_DELAY_MILLIS = 240_000;
    private static final long PAY_DELAY_MILLIS = 60_000;
    private static final double REFUND_DELAY_MILLIS = 3 * 3_600_000.0;
    private static final int LONGEST_DELAY_IN_MEANS = 6;

    private final Population population;
    private final MarketplaceSettings.Buying buying;

    Shopper(Population population, MarketplaceSettings.Buying buying) {
        this.population = population;
        this.buying = buying;
    }

    /** Hands over the page's impressions, and the orders that will come of them with their own later times. */
    void look(Page page, SplittableRandom random, Consumer<Emission> out) {
        for (Slot slot : page.slots()) {
            Merchant merchant = population.merchants().get(population.merchantOf(slot.item()));
            double viewability = buying.viewableAtTop() * Math.pow(buying.viewableDecay(), slot.finalRank());
            boolean viewable = page.invalid() || random.nextDouble() < viewability;
            Impression impression = impression(page, slot, viewable);
            out.accept(new Emission.ImpressionShown(merchant.id(), page.time(), impression));
            boolean buys = random.nextDouble() < merchant.conversionRate();
            if (buys && viewable && !page.invalid()) {
                buy(merchant, impression, slot, random, out);
            }
        }
    }

    private static Impression impression(Page page, Slot slot, boolean viewable) {
        return new Impression(
                page.requestId() + "-" + slot.finalRank(),
                page.requestId(),
                "i" + slot.item(),
                page.surface(),
                slot.finalRank(),
                slot.baseRank(),
                slot.finalRank(),
                viewable,
                page.invalid(),
                slot.directiveId(),
                page.bucket(),
                page.time(),
                slot.relevanceLoss(),
                null,
                true);
    }

    private void buy(
            Merchant merchant, Impression impression, Slot slot, SplittableRandom random, Consumer<Emission> out) {
        int quantity = random.nextDouble() < 0.85 ? 1 : 2;
        long amount = quantity * population.price(slot.item());
        long placedAt = impression.getTime() + 1_000 + delay(ORDER_DELAY_MILLIS, random);
        out.accept(order(merchant, impression, OrderStatus.PLACED, quantity, amount, placedAt));
        long settledAt = placedAt + 1_000 + random.nextLong(PAY_DELAY_MILLIS);
        if (random.nextDouble() < buying.cancelRate()) {
            out.accept(order(merchant, impression, OrderStatus.CANCELLED, quantity, amount, settledAt));
            return;
        }
        out.accept(order(merchant, impression, OrderStatus.PAID, quantity, amount, settledAt));
        if (random.nextDouble() < buying.refundRate()) {
            long refundedAt = settledAt + 60_000 + delay(REFUND_DELAY_MILLIS, random);
            out.accept(order(merchant, impression, OrderStatus.REFUNDED, quantity, amount, refundedAt));
        }
    }

    private static long delay(double mean, SplittableRandom random) {
        return (long) (mean * Math.min(LONGEST_DELAY_IN_MEANS, random.nextExponential()));
    }

    private static Emission order(
            Merchant merchant, Impression impression, OrderStatus status, int quantity, long amount, long time) {
        Attribution attribution = new Attribution(
                impression.getImpressionId(),
                impression.getDirectiveId(),
                impression.getSurface(),
                impression.getBucket(),
                impression.getTime());
        OrderLine line = new OrderLine(
                "o-" + impression.getImpressionId(),
                "1",
                impression.getItemId(),
                status,
                quantity,
                amount,
                "CNY",
                attribution,
                time);
        return new Emission.OrderMoved(merchant.id(), time, line);
    }
}
