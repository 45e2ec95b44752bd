package io.tributary.domain.eligibility;

import java.util.List;
import java.util.Map;

/**
 * A merchant with a day of joining and tags, and nothing else.
 *
 * @param tags their ends, epoch milliseconds
 */
public record TestMerchant(long joinedAt, Map<String, Long> tags, boolean optOut) implements MerchantFacts {
    @Override
    public Object value(MerchantField field, long time) {
        return switch (field) {
            case AGE_DAYS -> Math.floorDiv(time - joinedAt, 86_400_000L);
            case JOINED_AT -> joinedAt;
            case TAGS ->
                tags.entrySet().stream()
                        .filter(tag -> time < tag.getValue())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
            case OPT_OUT -> optOut;
            case PLATFORM_OWNED -> false;
            default -> "";
        };
    }

    @Override
    public List<Long> tagEnds() {
        return List.copyOf(tags.values());
    }
}
