package io.tributary.domain.merchant;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform knows of a merchant.
 *
 * @param tags proven properties with their end, epoch milliseconds ({@link Long#MAX_VALUE}: none)
 * @param joinedAt when it opened its shop, epoch milliseconds
 * @param regionCode GB/T 2260 code, empty when unknown
 * @param satisfaction share of content buyers 0..1, -1 when unknown
 * @param relatedEntityHash same for shops of one owner, empty when unknown
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
        boolean optOut) {

    /** A property and the time from which it no longer counts. */
    public record Tag(String name, long expiresAt) {}

    public MerchantProfile {
        tags = List.copyOf(tags);
        categories = List.copyOf(categories);
    }

    /** Names of the tags that count at this time. */
    public List<String> tagsAt(long now) {
        return tags.stream().filter(tag -> now < tag.expiresAt()).map(Tag::name).toList();
    }

    void write(StateWriter writer) {
        writer.writeString(sizeClass);
        writer.writeInt(tags.size());
        for (Tag tag : tags) {
            writer.writeString(tag.name());
            writer.writeLong(tag.expiresAt());
        }
        writer.writeLong(joinedAt);
        writer.writeString(regionCode);
        writer.writeInt(categories.size());
        categories.forEach(writer::writeString);
        writer.writeString(creditGrade);
        writer.writeDouble(satisfaction);
        writer.writeInt(violations);
        writer.writeString(relatedEntityHash);
        writer.writeBoolean(optOut);
    }

    static MerchantProfile read(StateReader reader) {
        String sizeClass = reader.readString();
        List<Tag> tags = new ArrayList<>();
        for (int count = reader.readInt(); count > 0; count--) {
            tags.add(new Tag(reader.readString(), reader.readLong()));
        }
        long joinedAt = reader.readLong();
        String region = reader.readString();
        List<String> categories = new ArrayList<>();
        for (int count = reader.readInt(); count > 0; count--) {
            categories.add(reader.readString());
        }
        return new MerchantProfile(
                sizeClass,
                tags,
                joinedAt,
                region,
                categories,
                reader.readString(),
                reader.readDouble(),
                reader.readInt(),
                reader.readString(),
                reader.readBoolean());
    }
}
