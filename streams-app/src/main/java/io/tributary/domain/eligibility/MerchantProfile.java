package io.tributary.domain.eligibility;

import io.tributary.domain.metric.Labels;
import java.util.List;
import java.util.Map;

/**
 * What the platform knows of a merchant.
 *
 * @param tags proven properties with their end, epoch milliseconds ({@link Long#MAX_VALUE}: none)
 * @param joinedAt when it opened its shop, epoch milliseconds
 * @param regionCode GB/T 2260 code, empty when unknown
 * @param satisfaction share of content buyers 0..1, -1 when unknown
 * @param relatedEntityHash same for shops of one owner, empty when unknown
 * @param attributes figures by name, as the platform said them
 * @param platformOwned whether it is the platform's own shop
 */
public record MerchantProfile(
        String sizeClass,
        List<Tag> tags,
        long joinedAt,
        String regionCode,
        List<String> categories,
        String creditGrade,
        double satisfaction,
        int violations,
        String relatedEntityHash,
        boolean optOut,
        Map<String, Attribute> attributes,
        boolean platformOwned)
        implements MerchantFacts {

    private static final long DAY_MILLIS = 86_400_000;

    /** A property and the time from which it no longer counts. */
    public record Tag(String name, long expiresAt) {}

    public MerchantProfile {
        tags = List.copyOf(tags);
        categories = List.copyOf(categories);
        attributes = Map.copyOf(attributes);
    }

    /** One without attributes, that is not the platform's own. */
    public MerchantProfile(
            String sizeClass,
            List<Tag> tags,
            long joinedAt,
            String regionCode,
            List<String> categories,
            String creditGrade,
            double satisfaction,
            int violations,
            String relatedEntityHash,
            boolean optOut) {
        this(
                sizeClass,
                tags,
                joinedAt,
                regionCode,
                categories,
                creditGrade,
                satisfaction,
                violations,
                relatedEntityHash,
                optOut,
                Map.of(),
                false);
    }

    /** What metric rows say of the merchant. */
    public Labels labels() {
        List<Labels.Tag> labels = tags.stream()
                .map(tag -> new Labels.Tag(tag.name(), tag.expiresAt()))
                .toList();
        return new Labels(regionCode, sizeClass, labels);
    }

    /** Names of the tags that count at this time. */
    public List<String> tagsAt(long now) {
        return tags.stream().filter(tag -> now < tag.expiresAt()).map(Tag::name).toList();
    }

    @Override
    public Object value(MerchantField field, long time) {
        return switch (field) {
            case SIZE_CLASS -> sizeClass;
            case TAGS -> tagsAt(time);
            case JOINED_AT -> joinedAt;
            case AGE_DAYS, OWNER_AGE_DAYS -> Math.floorDiv(time - joinedAt, DAY_MILLIS);
            case REGION_CODE -> regionCode;
            case CATEGORIES -> categories;
            case CREDIT_GRADE -> creditGrade;
            case SATISFACTION -> satisfaction;
            case VIOLATIONS -> (long) violations;
            case RELATED_ENTITY_HASH -> relatedEntityHash;
            case OPT_OUT -> optOut;
            case PLATFORM_OWNED -> platformOwned;
        };
    }

    @Override
    public List<Long> tagEnds() {
        return tags.stream().map(Tag::expiresAt).toList();
    }
}
