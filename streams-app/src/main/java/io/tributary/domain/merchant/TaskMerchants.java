package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.EnrolmentRecord;

/**
 * A task's merchants, each complete. A merchant that was read back from the store after a restart is hydrated by its first event, so that
 * events are worked off at once; a beat needs all merchants and has the rest hydrated before.
 */
final class TaskMerchants {
    private final TaskState state;
    private final MerchantRepository repository;
    private final Hydrator hydrator;
    private final TaskProgrammes programmes;
    private final VisitQueue visits;

    TaskMerchants(TaskState state, TaskEngine engine, TaskProgrammes programmes, VisitQueue visits) {
        this.state = state;
        this.repository = engine.merchants();
        this.hydrator = engine.hydrator();
        this.programmes = programmes;
        this.visits = visits;
    }

    /**
     * The merchant of an event, a new one if it is the first event.
     *
     * @param known the merchant if it is at hand; null to look for it
     */
    MerchantState of(String merchantId, MerchantState known) {
        MerchantState merchant = known == null ? repository.find(merchantId) : known;
        if (merchant == null) {
            merchant = repository.add(merchantId);
            merchant.number(state.counters().merchants++);
        }
        if (hydrator.hydrate(merchant)) {
            join(merchant);
        }
        return merchant;
    }

    /**
     * Hydrates at most so many more.
     *
     * @return whether none is left
     */
    boolean hydrate(int most) {
        return hydrator.hydrate(most, this::join);
    }

    /** Hydrates those that keep the engine's log from being shortened; mostly none. */
    void hydrateOverdue() {
        int overdue = hydrator.overdue();
        if (overdue > 0) {
            hydrate(overdue);
        }
    }

    /** Tells those who keep merchants by programme and by time of one that is complete now. */
    private void join(MerchantState merchant) {
        for (Participation part : merchant.participations()) {
            programmes.members(part.programmeId()).restore(merchant, part);
        }
        for (EnrolmentRecord record : merchant.enrolments().records()) {
            programmes.members(record.programmeId()).waits(merchant);
        }
        visits.restore(merchant);
    }
}
