package io.tributary.domain.eligibility;

/**
 * One figure that the platform knows of a merchant, as it said it: whether it counts says its {@link AttributeDeclaration}.
 *
 * @param value a Double, a String or a Boolean
 * @param measuredAt when it was measured, epoch milliseconds
 * @param expiresAt first moment at which it no longer counts, epoch milliseconds; {@link Long#MAX_VALUE} when it does not say
 * @param sample cases it was measured on; 0 when it does not say
 */
public record Attribute(Object value, long measuredAt, long expiresAt, long sample) {
    public Attribute {
        if (!(value instanceof Double || value instanceof String || value instanceof Boolean)) {
            throw new IllegalArgumentException("is " + value + ", must be a number, a text or a truth");
        }
    }
}
