package io.tributary.schemas.boost;

/**
 * How fresh the answers are.
 *
 * @param beat number of the last beat seen; -1 before the first
 * @param beatTime its time, epoch milliseconds UTC; -1 before the first
 * @param ageMillis time since then by the caller's clock; {@link Long#MAX_VALUE} before the first beat
 * @param recordsBehind records known to exist that have not been applied yet
 * @param silent whether boosts are withheld: nothing is loaded yet, or no beat came for longer than allowed
 */
public record Staleness(long beat, long beatTime, long ageMillis, long recordsBehind, boolean silent) {}
