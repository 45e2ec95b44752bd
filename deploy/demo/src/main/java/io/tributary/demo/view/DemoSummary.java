package io.tributary.demo.view;

import static io.tributary.demo.view.Figures.change;
import static io.tributary.demo.view.Figures.count;
import static io.tributary.demo.view.Figures.decimal;
import static io.tributary.demo.view.Figures.percent;

import io.tributary.testkit.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables at the end of a demo. */
public final class DemoSummary {
    private DemoSummary() {}

    public static List<String> lines(DemoResult result, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Delivery (exposures; error: |spent - grant| / grant by merchant; over: delivered beyond the grant)");
        lines.addAll(delivery(result, zone).lines());
        lines.add("");
        lines.add(
                "Effect (share of all exposures that supported merchants get; orders: net, per 1,000 of their exposures)");
        lines.addAll(effect(result, zone).lines());
        lines.add("");
        lines.add("Shoppers (all orders, net; without: the same shoppers and no boosts; loss: score per shown item)");
        lines.addAll(shoppers(result, zone).lines());
        lines.add("");
        lines.add("Stream");
        lines.addAll(stream(result).lines());
        lines.add("");
        lines.add("Promises (all programmes and days)");
        lines.addAll(promises(result).lines());
        lines.add("");
        lines.add(String.format(
                "%s requests, %s impressions, %s records/s, %.1f s, seed %d.",
                count(result.requests()),
                count(result.impressions()),
                count(result.eventsPerSecond()),
                result.seconds(),
                result.seed()));
        return lines;
    }

    private static Table delivery(DemoResult result, ZoneId zone) {
        Table table = new Table()
                .row(
                        "programme",
                        "day",
                        "members",
                        "pool",
                        "granted",
                        "spent",
                        "error",
                        "median",
                        "p95",
                        "over p99",
                        "max",
                        "passed on",
                        "floors met",
                        "loss of budget");
        for (ProgrammeResult programme : result.programmes()) {
            table.row(
                    programme.programmeId(),
                    day(programme, zone),
                    count(programme.members()),
                    count(programme.pool()),
                    count(programme.granted()),
                    count(programme.spent()),
                    percent(programme.error()),
                    percent(programme.merchantErrorMedian()),
                    percent(programme.merchantErrorP95()),
                    percent(programme.overDeliveryP99()),
                    percent(programme.overDeliveryMax()),
                    count(programme.passedOn()),
                    count(programme.floorsMet()) + "/" + count(programme.floorsMet() + programme.floorsMissed()),
                    percent(programme.relevanceOfBudget()));
        }
        return table;
    }

    private static Table effect(DemoResult result, ZoneId zone) {
        Table table = new Table()
                .row("programme", "day", "share with boost", "without", "lift", "orders with boost", "without");
        for (ProgrammeResult programme : result.programmes()) {
            table.row(
                    programme.programmeId(),
                    day(programme, zone),
                    percent(programme.treatmentShare()),
                    percent(programme.holdoutShare()),
                    change(programme.lift()),
                    decimal(programme.treatmentOrdersPer1000()),
                    decimal(programme.holdoutOrdersPer1000()));
        }
        return table;
    }

    private static Table shoppers(DemoResult result, ZoneId zone) {
        Table table = new Table()
                .row("day", "pages", "orders", "without", "per 1,000 pages", "without", "change", "loss", "of score");
        for (DayResult day : result.days()) {
            table.row(shoppers(date(day.dayStart(), zone), day));
        }
        return table.row(shoppers("all", result.total()));
    }

    private static String[] shoppers(String name, DayResult day) {
        return new String[] {
            name,
            count(day.requests()),
            count(day.netOrders()),
            count(day.netOrdersWithout()),
            decimal(day.ordersPer1000Requests()),
            decimal(day.ordersPer1000RequestsWithout()),
            percent(day.conversionChange()),
            String.format(Locale.ROOT, "%.5f", day.relevanceLoss()),
            percent(day.relativeRelevanceLoss())
        };
    }

    private static Table promises(DemoResult result) {
        Table table = new Table().row("", "at most", "reached", "");
        for (Promise promise : result.promises()) {
            table.row(
                    promise.what(),
                    figure(promise, promise.limit()),
                    figure(promise, promise.figure()),
                    promise.isKept() ? "kept" : "MISSED");
        }
        return table;
    }

    private static String figure(Promise promise, double value) {
        return promise.unit() == Promise.Unit.COUNT ? count(value) : percent(value);
    }

    private static Table stream(DemoResult result) {
        DemoResult.Faults sent = result.sent();
        DemoResult.Faults counted = result.counted();
        return new Table()
                .row("", "duplicates", "late", "unreadable")
                .row("sent", count(sent.duplicates()), count(sent.late()), count(sent.unreadable()))
                .row("counted", count(counted.duplicates()), count(counted.late()), count(counted.unreadable()));
    }

    private static String day(ProgrammeResult programme, ZoneId zone) {
        return date(programme.periodStart(), zone);
    }

    private static String date(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate().toString();
    }
}
