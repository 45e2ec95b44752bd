package io.tributary.domain.eligibility;

import io.tributary.domain.eligibility.AttributeDeclaration.Type;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Computes a merchant's size class from its industry, staff and revenue by published thresholds (the form is that of 工信部联企业〔2011〕300号):
 * a business is of a class when it reaches the least of both staff and revenue, and one step lower when either is missed, down to MICRO.
 *
 * <pre>
 *   entry of the list      industry  class   staff  revenue in 10,000 CNY; - where the class has no such threshold
 *                          retail    medium  50     500
 * </pre>
 *
 * Read are the attributes {@value #INDUSTRY}, {@value #STAFF} and {@value #REVENUE}. Immutable.
 */
public final class SizeTable {
    /** Name of the list that holds the thresholds. */
    public static final String LIST = "size-classes";

    public static final String INDUSTRY = "industry";
    public static final String STAFF = "staff";
    public static final String REVENUE = "revenue";
    /** What it reads, in this order. */
    static final List<String> ATTRIBUTES = List.of(INDUSTRY, STAFF, REVENUE);

    /** No thresholds: nothing can be computed. */
    public static final SizeTable NONE = new SizeTable(Map.of());

    private static final String MONEY = "CNY minor units";
    /** 10,000 CNY in minor units. */
    private static final double REVENUE_UNIT = 1_000_000;

    /** From the largest on. */
    private enum Size {
        LARGE,
        MEDIUM,
        SMALL
    }

    /** Least staff and revenue; NaN where there is no such threshold. */
    private record Least(double staff, double revenue) {
        boolean isReachedBy(double staffNumber, double revenueAmount) {
            return !(staffNumber < staff) && !(revenueAmount < revenue);
        }
    }

    private final Map<String, EnumMap<Size, Least>> thresholds;

    private SizeTable(Map<String, EnumMap<Size, Least>> thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * The table of a list's entries.
     *
     * @throws IllegalArgumentException naming the entry that is wrong, or what lacks
     */
    public static SizeTable of(Collection<String> entries) {
        Map<String, EnumMap<Size, Least>> thresholds = new HashMap<>();
        for (String entry : entries) {
            String[] words = entry.trim().split("\\s+");
            if (words.length != 4) {
                throw refusal(entry, "must be: industry class staff revenue, for example 'retail medium 50 500'");
            }
            EnumMap<Size, Least> classes = thresholds.computeIfAbsent(words[0], industry -> new EnumMap<>(Size.class));
            Least least = new Least(number(entry, words[2]), number(entry, words[3]) * REVENUE_UNIT);
            if (classes.put(size(entry, words[1]), least) != null) {
                throw refusal(entry, "this class of this industry is in the table already");
            }
        }
        thresholds.forEach(SizeTable::requireOrder);
        return new SizeTable(Map.copyOf(thresholds));
    }

    private static Size size(String entry, String word) {
        for (Size each : Size.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw refusal(entry, "'" + word + "' is none of large, medium and small; whatever is below small is micro");
    }

    private static double number(String entry, String word) {
        if (word.equals("-")) {
            return Double.NaN;
        }
        if (!word.matches("\\d{1,12}")) {
            throw refusal(entry, "'" + word + "' must be a whole number, or - for none");
        }
        return Long.parseLong(word);
    }

    private static void requireOrder(String industry, EnumMap<Size, Least> classes) {
        Least larger = null;
        for (Size size : Size.values()) {
            Least least = classes.get(size);
            if (least == null) {
                throw refusal(industry, "has no thresholds of " + size.name().toLowerCase(Locale.ROOT));
            }
            if (larger != null && (least.staff() > larger.staff() || least.revenue() > larger.revenue())) {
                throw refusal(
                        industry, size.name().toLowerCase(Locale.ROOT) + " asks for more than the class above it");
            }
            larger = least;
        }
    }

    private static IllegalArgumentException refusal(String entry, String problem) {
        return new IllegalArgumentException("'" + entry + "' " + problem);
    }

    /**
     * Returns when an attribute may be declared like this: those that the table reads have a type and a unit of their own.
     *
     * @throws IllegalArgumentException naming what it must be
     */
    static void requireUsable(AttributeDeclaration declared) {
        Type type = declared.name().equals(INDUSTRY) ? Type.TEXT : Type.NUMBER;
        if (ATTRIBUTES.contains(declared.name()) && declared.type() != type) {
            throw new IllegalArgumentException(
                    "type: '" + declared.name() + "' must be " + type + ": the size class is computed from it");
        }
        if (declared.name().equals(REVENUE) && !declared.unit().equals(MONEY)) {
            throw new IllegalArgumentException(
                    "unit: 'revenue' must be in " + MONEY + ": the size class is computed from it");
        }
    }

    /**
     * The size class of a merchant of these attributes at a time.
     *
     * @param time epoch milliseconds
     * @return name of a class; nothing when the table has no such industry, or what it asks for is unknown
     */
    public Optional<String> sizeClass(MerchantFacts merchant, AttributeDeclarations declared, long time) {
        Attribute industry = declared.known(merchant, INDUSTRY, time);
        return industry == null
                ? Optional.empty()
                : sizeClass(
                        (String) industry.value(),
                        number(declared.known(merchant, STAFF, time)),
                        number(declared.known(merchant, REVENUE, time)));
    }

    private static double number(Attribute attribute) {
        return attribute == null ? Double.NaN : (double) attribute.value();
    }

    /**
     * The same.
     *
     * @param staff persons; NaN when unknown
     * @param revenue of a year, CNY minor units; NaN when unknown
     */
    Optional<String> sizeClass(String industry, double staff, double revenue) {
        EnumMap<Size, Least> classes = thresholds.get(industry);
        if (classes == null) {
            return Optional.empty();
        }
        for (Map.Entry<Size, Least> each : classes.entrySet()) {
            Least least = each.getValue();
            if (lacks(least.staff(), staff) || lacks(least.revenue(), revenue)) {
                return Optional.empty();
            }
            if (least.isReachedBy(staff, revenue)) {
                return Optional.of(each.getKey().name());
            }
        }
        return Optional.of("MICRO");
    }

    private static boolean lacks(double threshold, double value) {
        return !Double.isNaN(threshold) && Double.isNaN(value);
    }
}
