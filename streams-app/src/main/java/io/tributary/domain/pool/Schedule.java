package io.tributary.domain.pool;

/**
 * Where a programme's plan stands at a beat.
 *
 * @param share planned share: part of every grant that is due by now, 0..1
 * @param ahead the same at now plus the directives' life
 * @param finish planned share at which everything is to be delivered, above 0 to 1
 * @param end until when the programme runs in this period, or until the window closes that is open, epoch milliseconds
 * @param pool exposures that this period promises
 * @param runs share of the period's forecast traffic in which it has run, or will as far as is known, 0..1
 */
public record Schedule(double share, double ahead, double finish, long end, long pool, double runs) {}
