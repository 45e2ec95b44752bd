package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.appeal.AppealCase;
import io.tributary.domain.appeal.AppealChannel;
import io.tributary.domain.appeal.CaseEvent;
import io.tributary.domain.appeal.Cases;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.rules.ProgrammeRules;

/**
 * Keeps merchants' appeals and complaints: takes what happens to them, has them fall overdue, and credits what was upheld. Credited is what
 * the merchant has spent of its current period, at each visit, until all is: so much more it can be shown then under the same grant.
 */
final class CaseKeeper {
    private final TaskState state;
    private final TaskProgrammes programmes;
    private final Ledger ledger;

    CaseKeeper(TaskState state, TaskProgrammes programmes, Ledger ledger) {
        this.state = state;
        this.programmes = programmes;
        this.ledger = ledger;
    }

    /**
     * Takes what happened to a case.
     *
     * @return whether it says something new
     * @throws IllegalArgumentException when it cannot be; nothing has changed then
     */
    boolean take(MerchantState merchant, CaseEvent event) {
        String decision = event.about().decisionId();
        if (!decision.isEmpty() && !decision.endsWith("~" + merchant.id())) {
            throw new IllegalArgumentException("decisionId: '" + decision + "' is no decision about the merchant");
        }
        Cases before = merchant.cases();
        Cases after = before.after(event, days(AppealCase.programmeOf(decision)));
        if (after == before) {
            state.counters().duplicates++;
            return false;
        }
        merchant.cases(after);
        if (event.action() == CaseEvent.Action.OPENED) {
            state.counters().casesOpened++;
        } else if (event.action() == CaseEvent.Action.CLOSED) {
            state.counters().casesClosed++;
            state.counters().casesClosedLate +=
                    after.of(event.caseId()).status().overdue() ? 1 : 0;
        }
        return true;
    }

    private int days(String programmeId) {
        ProgrammeRules rules = programmes.rules(programmeId);
        AppealChannel channel = rules == null ? null : rules.admission().appeal();
        return channel == null ? AppealChannel.USUAL_DAYS : channel.days();
    }

    /**
     * Works off what is due.
     *
     * @return when it is to be done again; {@link Long#MAX_VALUE} for never
     */
    long keep(MerchantState merchant, BeatTerms beat) {
        Cases before = merchant.cases();
        if (before.isEmpty()) {
            return Long.MAX_VALUE;
        }
        state.counters().casesOverdue += before.fallingOverdue(beat.time());
        Cases now = before.at(beat.time());
        for (AppealCase each : now.all()) {
            if (each.credit() > 0) {
                now = now.credited(each, credit(merchant, each));
            }
        }
        if (!now.equals(before)) {
            merchant.cases(now);
        }
        return now.dueAt();
    }

    /** @return exposures that were credited */
    private long credit(MerchantState merchant, AppealCase upheld) {
        Participation part = merchant.participation(upheld.programmeId());
        Members group = programmes.members(upheld.programmeId());
        boolean runs = part != null
                && group.terms() != null
                && part.budget().periodStart() == group.terms().periodStart();
        long exposures = runs ? Math.min(upheld.credit(), part.budget().spent()) : 0;
        if (exposures > 0) {
            group.update(merchant, part, () -> {
                credit(merchant, part.budget(), exposures, upheld.id());
                return true;
            });
        }
        return exposures;
    }

    private void credit(MerchantState merchant, Budget budget, long exposures, String caseId) {
        ProgrammeTally tally = state.tallies().get(budget.programmeId());
        ProgrammeAccount account = tally == null ? null : tally.account();
        LocalizedText reason = new LocalizedText(
                "申诉 " + caseId + " 成立，退回曝光。", "Case " + caseId + " was upheld: exposures are credited.");
        ledger.credit(merchant, budget, account, exposures, reason);
    }
}
