package io.tributary.schemas.boost;

/**
 * How fresh the answers are. Ages are measured by the host's own time since a beat arrived: a beat that came with the start, or after a
 * pause of the host, and may be old does not count.
 *
 * @param beat number of the last beat seen; -1 before the first
 * @param beatTime its time, epoch milliseconds UTC; -1 before the first
 * @param ageMillis since the last live beat arrived, not negative; {@link Long#MAX_VALUE} before the first one
 * @param recordsBehind records known to exist that have not been applied yet
 * @param silent whether boosts are withheld: nothing is loaded yet, or no live beat came for longer than allowed
 * @param skewMillis how far the host's date is ahead of the service's, negative where it is behind; nothing depends on it, but one of the
 *     two is wrong. 0 before the first live beat
 */
public record Staleness(
        long beat, long beatTime, long ageMillis, long recordsBehind, boolean silent, long skewMillis) {}
