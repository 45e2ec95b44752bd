package io.tributary.domain.eligibility;

import java.util.List;
import java.util.Map;

/**
 * A merchant that belongs to an owner who has, or had, other shops.
 *
 * @param shop the merchant itself
 * @param ownerJoinedAt when the owner's first shop opened, epoch milliseconds; {@link #AWAITED} until that is known
 */
public record OwnedShop(MerchantFacts shop, long ownerJoinedAt) implements MerchantFacts {
    /** It is not known yet when the owner's first shop opened. */
    public static final long AWAITED = Long.MAX_VALUE;

    private static final long DAY_MILLIS = 86_400_000;

    @Override
    public Object value(MerchantField field, long time) {
        return field == MerchantField.OWNER_AGE_DAYS && !isOwnerAwaited()
                ? Math.floorDiv(time - ownerJoinedAt, DAY_MILLIS)
                : shop.value(field, time);
    }

    @Override
    public long joinedAt() {
        return shop.joinedAt();
    }

    @Override
    public boolean isOwnerAwaited() {
        return ownerJoinedAt == AWAITED;
    }

    @Override
    public List<Long> tagEnds() {
        return shop.tagEnds();
    }

    @Override
    public Map<String, Attribute> attributes() {
        return shop.attributes();
    }
}
