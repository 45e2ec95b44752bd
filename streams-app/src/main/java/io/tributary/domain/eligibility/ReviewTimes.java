package io.tributary.domain.eligibility;

import io.tributary.domain.lists.ListVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When time alone changes what clauses say of a merchant. What may change them is known: a tag ends, an attribute expires, an entry of a
 * list that the merchant meets begins or ends, an age or a moment is reached that a clause compares with. At each of these times in turn
 * the clauses are asked, until one says something else. A clause that reckons with
 * the age or the time in another way may change on any day or at any time: it is asked for the days and hours to come, and the moment
 * between two of these is found by halving. One that goes over the entries of lists is asked for the next times at which any of them begins
 * or ends. What comes after {@value #MOST_STEPS} steps is looked for when that time is reached.
 */
final class ReviewTimes {
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final int MOST_STEPS = 24;
    /** An age that no calendar has is never reached. */
    private static final long MOST_DAYS = 1_000_000_000;

    private final List<CompiledClause> all;
    /** Those that may say something else at another time of every merchant. */
    private final List<CompiledClause> clauses;

    private final boolean readsTags;
    /** Those of which the end matters. */
    private final Set<String> attributes = new TreeSet<>();
    /** Those and what is needed for a size class, where it is computed and clauses read it. */
    private final Set<String> sizeAttributes = new TreeSet<>();
    /** Ages that matter, in days: those that clauses compare with, and the next ones. */
    private final long[] ages;
    /** Times that matter, epoch milliseconds, likewise. */
    private final long[] moments;

    private final boolean anyDay;
    private final boolean anyTime;
    private final boolean anyEntry;
    /** Names of lists in which values of these fields are looked up. */
    private final Map<String, Set<MerchantField>> lookUps;

    /** @param all of a programme */
    ReviewTimes(List<CompiledClause> all) {
        boolean readsSize =
                all.stream().anyMatch(each -> each.reading().fields().contains(MerchantField.SIZE_CLASS.fieldName()));
        all.forEach(each -> attributes.addAll(each.reading().attributes()));
        sizeAttributes.addAll(attributes);
        sizeAttributes.addAll(readsSize ? SizeTable.ATTRIBUTES : List.of());
        this.all = List.copyOf(all);
        clauses = all.stream().filter(each -> each.reading().dependsOnTime()).toList();
        readsTags = clauses.stream().anyMatch(each -> each.reading().fields().contains(MerchantField.TAGS.fieldName()));
        ages = clauses.stream()
                .flatMap(each -> each.reading().time().ages().stream())
                .filter(days -> Math.abs(days) < MOST_DAYS)
                .flatMap(days -> Stream.of(days, days + 1))
                .mapToLong(Long::longValue)
                .toArray();
        moments = clauses.stream()
                .flatMap(each -> each.reading().time().moments().stream())
                .filter(moment -> moment < Long.MAX_VALUE)
                .flatMap(moment -> Stream.of(moment, moment + 1))
                .mapToLong(Long::longValue)
                .toArray();
        anyDay = clauses.stream().anyMatch(each -> each.reading().time().anyDay());
        anyTime = clauses.stream().anyMatch(each -> each.reading().time().anyTime());
        anyEntry = clauses.stream().anyMatch(each -> each.reading().time().anyEntry());
        lookUps = new TreeMap<>();
        clauses.forEach(each -> each.reading()
                .lists()
                .forEach(list -> lookUps.computeIfAbsent(list, name -> EnumSet.noneOf(MerchantField.class))
                        .addAll(texts(each.reading()))));
    }

    private static List<MerchantField> texts(ClauseReading reading) {
        return reading.fields().stream()
                .map(MerchantField::named)
                .filter(field -> field != null)
                .filter(field -> field.kind() == MerchantField.Kind.TEXT || field.kind() == MerchantField.Kind.TEXTS)
                .toList();
    }

    /**
     * @return epoch milliseconds, later than the situation's; {@link Long#MAX_VALUE} for never
     */
    long next(Situation situation) {
        boolean sized = !sizeAttributes.isEmpty() && situation.mayComputeSize();
        List<CompiledClause> asked = sized ? all : clauses;
        if (asked.isEmpty()) {
            return Long.MAX_VALUE;
        }
        SortedSet<Long> times = candidates(situation, sized ? sizeAttributes : attributes);
        SortedSet<Long> entries = anyEntry ? entryTimes(situation) : Collections.emptySortedSet();
        boolean moreEntries = entries.size() >= MOST_STEPS;
        times.addAll(entries);
        if (moreEntries) {
            times = times.headSet(entries.last() + 1);
        }
        if (times.isEmpty()) {
            return Long.MAX_VALUE;
        }
        List<Verdict> now = verdicts(asked, situation);
        long same = situation.now();
        for (long time : times) {
            if (!verdicts(asked, situation.at(time)).equals(now)) {
                return anyTime ? firstOther(asked, situation, same, time) : time;
            }
            same = time;
        }
        // Regular clauses have been asked for all times that matter; others may still change after the last of these.
        return anyDay || anyTime || moreEntries ? same : Long.MAX_VALUE;
    }

    /** The next times at which entries of any list begin or end. */
    private static SortedSet<Long> entryTimes(Situation situation) {
        SortedSet<Long> times = new TreeSet<>();
        situation.listVersions().values().forEach(list -> times.addAll(list.changesAfter(situation.now(), MOST_STEPS)));
        return times.stream().limit(MOST_STEPS).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Verdict> verdicts(List<CompiledClause> asked, Situation situation) {
        return asked.stream().map(each -> each.verdict(situation)).toList();
    }

    /** Times in their order, all later than now. */
    private SortedSet<Long> candidates(Situation situation, Set<String> expiring) {
        SortedSet<Long> times = new TreeSet<>();
        long now = situation.now();
        if (readsTags) {
            situation.merchant().tagEnds().forEach(end -> add(times, end, now));
        }
        expiring.forEach(name -> add(times, situation.endOf(name), now));
        addLookUps(times, situation);
        for (long days : ages) {
            add(times, situation.merchant().joinedAt() + days * DAY_MILLIS, now);
            add(times, situation.merchant().ownerJoinedAt() + days * DAY_MILLIS, now);
        }
        for (long moment : moments) {
            add(times, moment, now);
        }
        return anyDay || anyTime ? withSteps(times, situation) : times;
    }

    /** Times at which entries begin or end that values of the merchant meet. */
    private void addLookUps(SortedSet<Long> times, Situation situation) {
        List<Long> found = new ArrayList<>();
        lookUps.forEach((name, fields) -> {
            ListVersion list = situation.listVersions().get(name);
            if (list != null) {
                for (MerchantField field : fields) {
                    Object value = situation.values().get(field.fieldName());
                    (value instanceof List<?> many ? many : List.of(value))
                            .forEach(each -> list.addChanges(each.toString(), found));
                }
            }
        });
        found.forEach(time -> add(times, time, situation.now()));
    }

    private static void add(SortedSet<Long> times, long time, long now) {
        if (time > now && time < Long.MAX_VALUE) {
            times.add(time);
        }
    }

    /** Adds the days or hours to come, and leaves out what is later than the last of them. */
    private SortedSet<Long> withSteps(SortedSet<Long> times, Situation situation) {
        List<Long> steps = new ArrayList<>();
        long now = situation.now();
        if (anyTime) {
            for (int i = 1; i <= MOST_STEPS; i++) {
                steps.add(now + i * HOUR_MILLIS);
            }
        } else {
            for (int i = 1; i <= MOST_STEPS; i++) {
                steps.add(day(situation.merchant().joinedAt(), now, i));
            }
        }
        SortedSet<Long> all = new TreeSet<>(times.headSet(steps.get(MOST_STEPS - 1)));
        all.addAll(steps);
        if (!anyTime && !situation.merchant().isOwnerAwaited()) {
            for (int i = 1; i < MOST_STEPS; i++) {
                all.add(day(situation.merchant().ownerJoinedAt(), now, i));
            }
        }
        return all;
    }

    /** The next but so many days of an age, epoch milliseconds. */
    private static long day(long joinedAt, long now, int next) {
        return joinedAt + (Math.floorDiv(now - joinedAt, DAY_MILLIS) + next) * DAY_MILLIS;
    }

    /** The first time after {@code same} at which they say something else, given that at {@code other} they do. */
    private static long firstOther(List<CompiledClause> asked, Situation situation, long same, long other) {
        List<Verdict> now = verdicts(asked, situation);
        long low = same;
        long high = other;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (verdicts(asked, situation.at(middle)).equals(now)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
