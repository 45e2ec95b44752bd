package io.tributary.domain.entity;

import java.util.List;

/**
 * What an owner tells one of its shops: all of its shares.
 *
 * @param since the stint that it is for, {@link ShopReport.Stint#since}: in another it says nothing
 * @param number higher than of all answers before it
 * @param ownerJoinedAt when the owner's first shop opened, closed ones among them, epoch milliseconds
 * @param shares one for each programme whose cap is shared
 */
public record EntityAnswer(long since, long number, long ownerJoinedAt, List<Share> shares) {
    public EntityAnswer {
        shares = List.copyOf(shares);
    }
}
