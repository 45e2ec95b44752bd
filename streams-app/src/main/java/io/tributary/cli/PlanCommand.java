package io.tributary.cli;

import io.tributary.domain.capacity.BenchFigures;
import io.tributary.domain.capacity.CapacityPlan;
import io.tributary.domain.capacity.Figure;
import io.tributary.domain.capacity.Figure.Level;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How large a deployment has to be. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "How large a deployment has to be: partitions, instances, memory, disk, brokers, and what a million events cost.",
            "Reckoned from what the bench measured; each figure is printed with the command that measures it anew. Least and most"
                    + " are reckoned with the least and the most of all figures at once, so what is true lies between. Of the roles"
                    + " other than merchant one core and 2 GiB for all are enough."
        },
        footer = {
            "",
            "Examples:",
            "  tributary plan --merchants 5000000 --events-per-second 2000000 --programmes 50",
            "  tributary plan --merchants 200000 --events-per-second 50000 --cores-per-instance 2 --price-core-hour 0.031 --json"
        })
final class PlanCommand implements Callable<Integer> {
    private static final String[] FORMULAS = {
        "service cores = (events/s * us of an event * programmes + minutes and directives that end * us of a visit) / utilisation",
        "partitions    = 3 * most of (stream threads that are busy, merchants / 500,000, 2 an instance), a multiple of 12",
        "heap          = (base + merchants * bytes + events/s * 600 s * bytes of an id) * room, when one instance is away",
        "disk          = (merchants * (bytes + bytes of hours and days) + events/s * 600 s * bytes of an id"
                + " + orders/s * 32 days * bytes) * (1 + standbys)",
        "from the changelog = merchants * us + (records of hours and days + orders/s * 32 days) * us of a record, of an instance",
        "brokers       = events/s * us * replication / utilisation; bytes of events, ids and minutes * replication",
        "cost          = cores, memory of the service, and disks at their prices, by a million events at the busiest time"
    };

    @Spec
    private CommandSpec spec;

    @Mixin
    private DemandOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Map<Level, CapacityPlan> plans = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            plans.put(level, CapacityPlan.of(options.demand(), options.sizing(), level));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("demand", options.demand());
            all.put("sizing", options.sizing());
            plans.forEach((level, plan) -> all.put(level.name().toLowerCase(Locale.ROOT), plan));
            all.put("figures", BenchFigures.all());
            out.println(Json.write(all));
        } else {
            print(out, plans);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Map<Level, CapacityPlan> plans) {
        out.printf(Locale.ROOT, "%-42s %12s %12s %12s%n", "", "least", "plan for", "most");
        row(out, plans, "partitions (merchant.partitions)", "%,.0f", CapacityPlan::partitions);
        row(out, plans, "instances of role merchant", "%,.0f", CapacityPlan::instances);
        row(out, plans, "  threads of each", "%,.0f", CapacityPlan::threads);
        row(out, plans, "  heap of each, MiB (-Xmx)", "%,.0f", CapacityPlan::heapMib);
        row(out, plans, "  memory of each, MiB", "%,.0f", CapacityPlan::memoryMib);
        row(out, plans, "  local disk of each, GiB", "%,.1f", CapacityPlan::diskGib);
        row(out, plans, "  from the changelog when it is lost, s", "%,.0f", CapacityPlan::restoreSeconds);
        row(out, plans, "service, cores", "%,.1f", CapacityPlan::serviceCores);
        row(out, plans, "brokers, cores", "%,.1f", CapacityPlan::brokerCores);
        row(out, plans, "brokers, network in, MiB/s", "%,.0f", CapacityPlan::networkInMib);
        row(out, plans, "brokers, network out, MiB/s", "%,.0f", CapacityPlan::networkOutMib);
        row(out, plans, "brokers, disk for events, GiB", "%,.0f", CapacityPlan::brokerDiskGib);
        row(out, plans, "cost of 1,000,000 events", "%,.5f", CapacityPlan::costPerMillion);
        out.println();
        for (String formula : FORMULAS) {
            out.println(formula);
        }
        out.println();
        for (Figure figure : BenchFigures.all()) {
            out.printf(
                    Locale.ROOT,
                    "%s: %s (%s to %s) %s; %s%n",
                    figure.name(),
                    number(figure.typical()),
                    number(figure.least()),
                    number(figure.most()),
                    figure.unit(),
                    figure.from());
        }
    }

    private static void row(
            PrintWriter out,
            Map<Level, CapacityPlan> plans,
            String name,
            String format,
            ToDoubleFunction<CapacityPlan> value) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-42s", name));
        for (CapacityPlan plan : plans.values()) {
            line.append(
                    String.format(Locale.ROOT, " %12s", String.format(Locale.ROOT, format, value.applyAsDouble(plan))));
        }
        out.println(line);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
