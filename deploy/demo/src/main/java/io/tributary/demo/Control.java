package io.tributary.demo;

import io.tributary.demo.marketplace.Marketplace;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.marketplace.ShopperFigures;
import io.tributary.demo.marketplace.Tally;
import io.tributary.demo.view.DayResult;
import io.tributary.schemas.boost.BoostSource;
import java.util.ArrayList;
import java.util.List;

/** The same shoppers without support, day by day: what the marketplace would have sold without boosts. */
public final class Control {
    private final Marketplace unsupported;
    private final List<DayResult> days = new ArrayList<>();
    private ShopperFigures with = ShopperFigures.NONE;
    private ShopperFigures without = ShopperFigures.NONE;

    public Control(MarketplaceSettings settings) {
        unsupported = new Marketplace(settings);
    }

    /**
     * Closes a day.
     *
     * @param dayStart epoch milliseconds UTC
     * @param until end of what was served, epoch milliseconds UTC, exclusive
     * @param supported what the marketplace with support has come to
     */
    public void close(long dayStart, long until, Tally supported) {
        unsupported.advance(until, BoostSource.NONE);
        ShopperFigures withNow = supported.shoppers();
        ShopperFigures withoutNow = unsupported.tally().shoppers();
        days.add(DayResult.of(dayStart, withNow.since(with), withoutNow.since(without)));
        with = withNow;
        without = withoutNow;
    }

    public List<DayResult> days() {
        return List.copyOf(days);
    }

    /** All days together. */
    public DayResult total() {
        return DayResult.of(days.isEmpty() ? 0 : days.get(0).dayStart(), with, without);
    }
}
