package io.tributary.domain.eligibility;

import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries clauses on merchants of every kind that they speak of: values around the numbers in them, the words in them and others. A
 * clause that holds for all of these, or for none, is most likely not what its author meant.
 */
public final class ClauseSamples {
    private static final long DAY_MILLIS = 86_400_000;
    /** All combinations when there are no more of them, otherwise so many drawn ones. */
    private static final int MOST = 5_000;

    private static final String OTHER = "another";

    private final List<CompiledClause> clauses;
    private final Map<String, ListVersion> lists;
    private final AttributeDeclarations declared;
    private final long now;
    private final Map<MerchantField, List<Object>> values = new EnumMap<>(MerchantField.class);
    /** Values of attributes by name; empty where it is unknown. */
    private final Map<String, List<Optional<Object>>> attributes = new TreeMap<>();

    private ClauseSamples(
            List<CompiledClause> clauses, Map<String, ListVersion> lists, AttributeDeclarations declared, long now) {
        this.clauses = clauses;
        this.lists = new HashMap<>(lists);
        this.declared = declared;
        this.now = now;
    }

    /**
     * A line for every clause that always or never holds over the samples, and one when no sample is eligible.
     *
     * @param clauses good ones
     * @param lists by name; those that are not known are taken to hold something
     * @param declared the attributes that they read
     * @param now epoch milliseconds
     */
    public static List<String> warnings(
            List<CompiledClause> clauses, Map<String, ListVersion> lists, AttributeDeclarations declared, long now) {
        return new ClauseSamples(clauses, lists, declared, now).warnings();
    }

    /** Whether two clauses hold together for one of the samples. */
    public static boolean canHoldTogether(
            CompiledClause one, CompiledClause other, AttributeDeclarations declared, long now) {
        ClauseSamples clauses = new ClauseSamples(List.of(one, other), Map.of(), declared, now);
        clauses.gather();
        return clauses.samples().stream()
                .map(merchant -> new Situation(merchant, clauses.lists, declared, SizeTable.NONE, now))
                .anyMatch(situation ->
                        one.verdict(situation) == Verdict.HOLDS && other.verdict(situation) == Verdict.HOLDS);
    }

    private List<String> warnings() {
        gather();
        int[] held = new int[clauses.size()];
        int eligible = 0;
        List<Sample> samples = samples();
        for (Sample merchant : samples) {
            Situation situation = new Situation(merchant, lists, declared, SizeTable.NONE, now);
            boolean all = true;
            for (int i = 0; i < held.length; i++) {
                boolean holds = clauses.get(i).verdict(situation) == Verdict.HOLDS;
                held[i] += holds ? 1 : 0;
                all &= holds;
            }
            eligible += all ? 1 : 0;
        }
        return warnings(held, eligible, samples.size());
    }

    private List<String> warnings(int[] held, int eligible, int samples) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            if (held[i] == 0 || held[i] == samples) {
                warnings.add(
                        "eligibility." + clauses.get(i).clause().id() + ": holds for " + (held[i] == 0 ? "none" : "all")
                                + " of " + samples + " merchants of every kind it speaks of: is \""
                                + clauses.get(i).clause().expression() + "\" what you mean?");
            }
        }
        if (warnings.isEmpty() && eligible == 0 && held.length > 0) {
            warnings.add(
                    "eligibility: none of " + samples + " merchants of every kind it speaks of fulfils all clauses");
        }
        return warnings;
    }

    private static ListVersion unknown(String name) {
        return ListVersion.ofTexts(
                new ListVersion.Identity(name, 1, Long.MIN_VALUE, 0), List.of(ListEntry.always(OTHER + " " + name)));
    }

    /** Values of the fields that are spoken of. */
    private void gather() {
        List<ClauseReading> readings =
                clauses.stream().map(CompiledClause::reading).toList();
        readings.forEach(reading -> reading.lists().forEach(name -> lists.putIfAbsent(name, unknown(name))));
        for (MerchantField field : MerchantField.values()) {
            List<ClauseReading> about = readings.stream()
                    .filter(reading -> reading.fields().contains(field.fieldName()))
                    .toList();
            values.put(field, new ArrayList<>(about.isEmpty() ? List.of(usual(field)) : candidates(field, about)));
        }
        for (ClauseReading reading : readings) {
            for (String name : reading.attributes()) {
                attributes
                        .computeIfAbsent(name, any -> new ArrayList<>(List.of(Optional.empty())))
                        .addAll(attributeValues(name, reading));
            }
        }
    }

    private List<Optional<Object>> attributeValues(String name, ClauseReading reading) {
        AttributeDeclaration.Type type = declared.type(name);
        Set<Object> found = new LinkedHashSet<>();
        if (type == AttributeDeclaration.Type.NUMBER) {
            found.addAll(List.of(0.0, 1.0, 1e9));
            found.addAll(around(reading));
        } else if (type == AttributeDeclaration.Type.TRUTH) {
            found.addAll(List.of(true, false));
        } else if (type == AttributeDeclaration.Type.TEXT) {
            found.add(OTHER);
            reading.words().stream().limit(50).forEach(found::add);
        }
        return found.stream().map(Optional::of).toList();
    }

    private static Object usual(MerchantField field) {
        return switch (field) {
            case SIZE_CLASS -> "MICRO";
            case TAGS, CATEGORIES -> List.of();
            case JOINED_AT, AGE_DAYS, OWNER_AGE_DAYS -> 100L;
            case SATISFACTION -> 0.9;
            case VIOLATIONS -> 0L;
            case OPT_OUT, PLATFORM_OWNED -> false;
            case REGION_CODE, CREDIT_GRADE, RELATED_ENTITY_HASH -> "";
        };
    }

    private Collection<Object> candidates(MerchantField field, List<ClauseReading> about) {
        Set<Object> found = new LinkedHashSet<>();
        switch (field) {
            case OPT_OUT, PLATFORM_OWNED -> found.addAll(List.of(true, false));
            case SATISFACTION -> {
                found.addAll(List.of(-1.0, 0.0, 0.5, 0.99, 1.0));
                about.forEach(reading -> around(reading).forEach(value -> found.add(Math.max(-1, Math.min(1, value)))));
            }
            case VIOLATIONS -> {
                found.addAll(List.of(0L, 1L, 7L));
                about.forEach(reading -> around(reading).forEach(value -> found.add(Math.max(0L, Math.round(value)))));
            }
            case AGE_DAYS, JOINED_AT, OWNER_AGE_DAYS -> {
                found.addAll(List.of(0L, 1L, 30L, 400L, 4_000L));
                about.forEach(reading -> around(reading).forEach(value -> found.add(age(field, Math.round(value)))));
            }
            default -> texts(field, about, found);
        }
        return found;
    }

    /** Days since a merchant joined, for a number in a clause: days, or a moment in epoch milliseconds. */
    private long age(MerchantField field, long number) {
        long days = field == MerchantField.JOINED_AT && number > DAY_MILLIS
                ? Math.floorDiv(now - number, DAY_MILLIS)
                : number;
        return Math.max(0, Math.min(10_000, days));
    }

    private static List<Double> around(ClauseReading reading) {
        List<Double> around = new ArrayList<>();
        reading.numbers().wholes().forEach(value -> around.addAll(List.of(value - 1.0, (double) value, value + 1.0)));
        reading.numbers().reals().forEach(value -> around.addAll(List.of(value - 0.001, value, value + 0.001)));
        return around;
    }

    private void texts(MerchantField field, List<ClauseReading> about, Set<Object> found) {
        Set<String> words = new LinkedHashSet<>(Vocabulary.words(field.fieldName()));
        if (words.isEmpty()) {
            words.addAll(List.of("", "522601", OTHER));
        }
        for (ClauseReading reading : about) {
            reading.words().stream().limit(50).forEach(words::add);
            reading.lists()
                    .forEach(name -> lists.get(name).entries().stream()
                            .limit(3)
                            .map(ListEntry::value)
                            .forEach(words::add));
        }
        boolean many = field.kind() == MerchantField.Kind.TEXTS;
        if (many) {
            found.add(List.of());
            found.add(List.copyOf(words));
        }
        words.forEach(word -> found.add(many ? List.of(word) : word));
    }

    private List<Sample> samples() {
        long combinations = 1;
        for (List<Object> each : values.values()) {
            combinations = Math.min(Integer.MAX_VALUE, combinations * each.size());
        }
        for (List<Optional<Object>> each : attributes.values()) {
            combinations = Math.min(Integer.MAX_VALUE, combinations * each.size());
        }
        List<Sample> samples = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < Math.min(MOST, combinations); i++) {
            samples.add(sample(combinations <= MOST ? i : -1, random));
        }
        return samples;
    }

    /** @param number of the combination, or below 0 for any */
    private Sample sample(int number, Random random) {
        Map<MerchantField, Object> merchant = new EnumMap<>(MerchantField.class);
        int rest = number;
        for (Map.Entry<MerchantField, List<Object>> field : values.entrySet()) {
            int size = field.getValue().size();
            int index = number < 0 ? random.nextInt(size) : rest % size;
            rest /= size;
            merchant.put(field.getKey(), field.getValue().get(index));
        }
        Map<String, Attribute> figures = new HashMap<>();
        for (Map.Entry<String, List<Optional<Object>>> each : attributes.entrySet()) {
            int size = each.getValue().size();
            int index = number < 0 ? random.nextInt(size) : rest % size;
            rest /= size;
            each.getValue()
                    .get(index)
                    .ifPresent(value ->
                            figures.put(each.getKey(), new Attribute(value, now, Long.MAX_VALUE, Long.MAX_VALUE)));
        }
        boolean agesDiffer = values.get(MerchantField.AGE_DAYS).size() > 1;
        long age = (long) merchant.get(agesDiffer ? MerchantField.AGE_DAYS : MerchantField.JOINED_AT);
        merchant.put(MerchantField.AGE_DAYS, age);
        merchant.put(MerchantField.JOINED_AT, now - age * DAY_MILLIS);
        return new Sample(merchant, figures);
    }

    /** A merchant made up, as it is now. */
    private record Sample(Map<MerchantField, Object> values, Map<String, Attribute> attributes)
            implements MerchantFacts {
        @Override
        public Object value(MerchantField field, long time) {
            return values.get(field);
        }

        @Override
        public long joinedAt() {
            return (long) values.get(MerchantField.JOINED_AT);
        }

        @Override
        public List<Long> tagEnds() {
            return List.of();
        }
    }
}
