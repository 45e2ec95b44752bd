package io.tributary.domain.merchant;

/**
 * What a merchant task leaves to the engine: where its merchants and its memory are, and what makes them fast. Nothing of it decides.
 *
 * @param merchants the task's merchants
 * @param seen ids of impressions that were counted
 * @param memos what is remembered of single events for weeks
 * @param log what merchants have counted since their records were written
 * @param hydrator completes merchants that were read back
 * @param timers when merchants are due
 */
public record TaskEngine(
        MerchantRepository merchants,
        SeenImpressions seen,
        TaskMemos memos,
        CountLog log,
        Hydrator hydrator,
        Timers timers) {}
