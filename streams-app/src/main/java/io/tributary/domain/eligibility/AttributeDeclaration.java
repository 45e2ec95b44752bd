package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What an attribute of merchants is, declared once by the platform for all programmes.
 *
 * @param name a letter, then letters, digits and underscores, at most 64
 * @param unit of its values, empty where it has none
 * @param meaning what is measured, as merchants read it
 * @param subject what it tells of, as far as rules must not ask for it
 */
public record AttributeDeclaration(
        String name, Type type, String unit, LocalizedText meaning, Validity validity, Subject subject) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    /** What an attribute tells of, with the reason why no clause may ask for it. Same symbols as the schema's AttributeSubject. */
    public enum Subject {
        /** Clauses may ask for it. */
        OTHER(""),
        PRICE("prices: support must not press them down"),
        PAID_SERVICE("what merchants buy: support must not be sold");

        private final String refusal;

        Subject(String refusal) {
            this.refusal = refusal;
        }

        /** Why no clause may ask for it; empty where one may. */
        public String refusal() {
            return refusal;
        }
    }

    /** Types of values, with the Java type of each. Same symbols as the schema's AttributeType. */
    public enum Type {
        NUMBER(Double.class),
        TEXT(String.class),
        TRUTH(Boolean.class);

        private final Class<?> values;

        Type(Class<?> values) {
            this.values = values;
        }
    }

    /**
     * What a value tells of, and for how long.
     *
     * @param lookBackDays days it is measured over; 0 for a state of the moment, or since the shop was opened
     * @param hours how long it counts from when it was measured, where it does not say itself; 0: until there is another
     */
    public record Validity(int lookBackDays, int hours) {}

    /** Of something that clauses may ask for. */
    public AttributeDeclaration(String name, Type type, String unit, LocalizedText meaning, Validity validity) {
        this(name, type, unit, meaning, validity, Subject.OTHER);
    }

    public AttributeDeclaration {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: is '" + name
                    + "', must be a letter and then letters, digits and underscores, for example gmv30d");
        }
    }

    /** Whether a value is of the declared type; another counts as unknown. */
    boolean isOfType(Attribute attribute) {
        return type.values.isInstance(attribute.value());
    }

    /** First moment at which a value no longer counts, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long endOf(Attribute attribute) {
        boolean says = attribute.expiresAt() != Long.MAX_VALUE;
        return says || validity.hours() == 0
                ? attribute.expiresAt()
                : attribute.measuredAt() + TimeUnit.HOURS.toMillis(validity.hours());
    }
}
