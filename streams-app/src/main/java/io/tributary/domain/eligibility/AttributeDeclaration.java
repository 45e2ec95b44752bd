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
 */
public record AttributeDeclaration(String name, Type type, String unit, LocalizedText meaning, Validity validity) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

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
