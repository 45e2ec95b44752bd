package io.tributary.bench.workload;

import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What every job has to count.
 *
 * @param impressions without duplicates
 * @param orders paid order lines
 * @param charged exposures charged to a grant, when every merchant was enrolled before the first event
 * @param chargedEarly of these, among the first events, which a job may take before their merchants are enrolled
 * @param duplicates repeated impressions
 */
public record Expected(long impressions, long orders, long charged, long chargedEarly, long duplicates) {
    private static final double LEAST_CHARGED = 0.9;

    /** What is wrong with the sums of all tasks' counters: a clause each, none when all is well. */
    public List<String> problems(TaskCounters counted) {
        List<String> problems = new ArrayList<>();
        compare(problems, "impressions", counted.getImpressions(), impressions, impressions);
        compare(problems, "orders", counted.getOrders(), orders, orders);
        compare(problems, "duplicates", counted.getDuplicates(), duplicates, duplicates);
        compare(problems, "charged", counted.getCharged(), leastCharged(), charged);
        return problems;
    }

    /** Fewer charges than this are no matter of the start. */
    long leastCharged() {
        return (long) Math.floor(LEAST_CHARGED * (charged - chargedEarly));
    }

    private static void compare(List<String> problems, String what, long counted, long least, long most) {
        if (counted < least || counted > most) {
            String wanted = least == most
                    ? String.format(Locale.ROOT, "%,d", most)
                    : String.format(Locale.ROOT, "%,d to %,d", least, most);
            problems.add(String.format(Locale.ROOT, "%s %,d instead of %s", what, counted, wanted));
        }
    }
}
