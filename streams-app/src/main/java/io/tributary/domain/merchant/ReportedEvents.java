package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.EnrolmentEvent;
import io.tributary.domain.enrolment.Milestones;
import io.tributary.domain.reward.MerchantRewards;
import io.tributary.domain.rules.ProgrammeRules;

/** Takes what platforms report of their merchants. */
final class ReportedEvents {
    private final Counters counters;
    private final MerchantRepository repository;
    private final TaskProgrammes programmes;
    private final VisitQueue visits;

    ReportedEvents(Counters counters, MerchantRepository repository, TaskProgrammes programmes, VisitQueue visits) {
        this.counters = counters;
        this.repository = repository;
        this.programmes = programmes;
        this.visits = visits;
    }

    /** Takes an event, unless it is one of the merchant's last: each counts once. */
    void take(MerchantState merchant, ReportedEvent event) {
        Milestones before = merchant.milestones();
        if (before.remembers(event.idHash())) {
            counters.duplicates++;
            return;
        }
        // What cannot be remembered is refused before anything changes.
        EnrolmentEvent.of(event.type()).ifPresent(told -> merchant.told(told, event.programmeId(), event.time()));
        counters.merchantEvents++;
        Milestones after = before.with(event.idHash(), event.type(), event.time());
        merchant.milestones(after);
        // Rules ask when something happened first, and how a merchant stands to a programme: nothing else is decided by
        // events.
        if (event.isOfProgramme() || after.firstAt(event.type()) != before.firstAt(event.type())) {
            merchant.undecided(true);
            visits.enqueue(merchant);
        }
        if (merchant.rewards() != MerchantRewards.NONE && earns(merchant, event)) {
            visits.enqueue(merchant);
        }
        repository.changed(merchant);
    }

    /** Counts towards missions of the programmes in which the merchant takes part, and accepts what was offered to it. */
    private boolean earns(MerchantState merchant, ReportedEvent event) {
        if (event.type().equals(ReportedEvent.ACCEPTED)) {
            merchant.rewards().accept(event.programmeId(), event.benefitId());
            return true;
        }
        boolean counts = false;
        for (Participation part : merchant.participations()) {
            ProgrammeRules rules = programmes.rules(part);
            counts |= rules != null
                    && merchant.rewards()
                            .count(
                                    rules.id(),
                                    rules.rewards(),
                                    rules.term().zone(),
                                    event.type(),
                                    event.time(),
                                    event.quantity());
        }
        return counts;
    }
}
