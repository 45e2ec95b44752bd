package io.tributary.domain.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.entity.Holding;
import io.tributary.domain.entity.Holding.Claim;
import io.tributary.domain.entity.Holding.Terms;
import io.tributary.domain.entity.Ownership;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A merchant's shares of the caps that it has together with its owner's other shops: what limits its grants, and what its owner is told.
 * A merchant whose profile names no owner has all to itself.
 */
final class OwnerShares {
    /** What a merchant wants is told in such parts of its cap: whatever changes less is not worth a report. */
    private static final long DEMAND_PARTS = 8;

    private final TaskProgrammes programmes;
    private final Outbox outbox;

    OwnerShares(TaskProgrammes programmes, Outbox outbox) {
        this.programmes = programmes;
        this.outbox = outbox;
    }

    /** What the rules give the merchant at its stage, as far as its share goes. */
    static GrantTerms terms(MerchantState merchant, ProgrammeRules rules, Stage stage) {
        Quota quota = rules.quota();
        long most = share(merchant, rules);
        return new GrantTerms(Math.min(quota.floor(), most), rules.weight(stage), Math.min(quota.cap(), most));
    }

    /**
     * The merchant's share of what its owner's shops may get, by which floor and cap are cut; {@link Long#MAX_VALUE} where it is not.
     *
     * @param rules null when the programme is no more
     */
    static long share(MerchantState merchant, ProgrammeRules rules) {
        boolean limits = rules != null
                && isShared(merchant, rules)
                && share(merchant, rules.id()) < rules.quota().cap();
        return limits ? share(merchant, rules.id()) : Long.MAX_VALUE;
    }

    private static boolean isShared(MerchantState merchant, ProgrammeRules rules) {
        return rules.quota().sharing().isByEntity() && !owner(merchant).isEmpty();
    }

    private static long share(MerchantState merchant, String programmeId) {
        Ownership ownership = merchant.ownership();
        return ownership.entity().equals(owner(merchant)) ? ownership.share(programmeId) : 0;
    }

    private static String owner(MerchantState merchant) {
        return merchant.profile() == null ? "" : merchant.profile().relatedEntityHash();
    }

    /**
     * Takes up what the merchant was offered, when its budget is that of the period.
     *
     * @param beat number of it
     * @return whether its terms are others than before
     */
    static boolean takeUp(MerchantState merchant, Participation part, ProgrammeRules rules, long beat) {
        if (!isShared(merchant, rules)) {
            return false;
        }
        Budget budget = part.budget();
        if (merchant.ownership().entity().equals(owner(merchant))) {
            merchant.ownership(merchant.ownership().takeUp(rules.id(), budget.periodStart()));
        }
        return budget.agree(terms(merchant, rules, part.enrolment().stage()), false, beat);
    }

    /** Tells the owner what has changed since it was told last. */
    void report(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        String owner = owner(merchant);
        Ownership ownership = merchant.ownership();
        if (owner.isEmpty() && ownership.entity().isEmpty()) {
            return;
        }
        long now = visit.beat().time();
        if (!ownership.entity().equals(owner)) {
            ownership = change(merchant, owner, now);
        }
        if (!owner.isEmpty()) {
            ownership = takeUpElsewhere(merchant, ownership);
            Ownership.Told told = new Ownership.Told(merchant.profile().joinedAt(), holdings(merchant, ownership));
            if (!ownership.isTold(told)) {
                ownership = ownership.tell(told, now);
                outbox.shop(owner, ownership.report(merchant.id()));
            }
        }
        merchant.ownership(ownership);
    }

    private Ownership change(MerchantState merchant, String owner, long now) {
        Ownership before = merchant.ownership();
        if (!before.entity().isEmpty()) {
            outbox.shop(before.entity(), before.farewell(merchant.id(), now, told -> granted(merchant, told)));
        }
        return owner.isEmpty() ? before.end(now) : before.begin(owner, now);
    }

    /** What the merchant was granted of what it told, as far as that is known. */
    private static long granted(MerchantState merchant, Holding told) {
        Budget budget = budget(merchant, told.programmeId());
        boolean isKnown = budget != null && budget.periodStart() == told.held().periodStart();
        return isKnown
                ? Math.min(told.held().exposures(), grantedOfShare(budget))
                : told.held().exposures();
    }

    /** What coupons promise was earned by this shop: it is no part of what the owner's shops share. */
    private static long grantedOfShare(Budget budget) {
        return Math.max(0, budget.granted() - budget.backing());
    }

    private static Budget budget(MerchantState merchant, String programmeId) {
        Participation part = merchant.participation(programmeId);
        Participation known = part == null ? merchant.departed(programmeId) : part;
        return known == null ? null : known.budget();
    }

    /** Where it takes no part it gives back what it has. */
    private Ownership takeUpElsewhere(MerchantState merchant, Ownership ownership) {
        Ownership after = ownership;
        for (String programmeId : ownership.programmes()) {
            if (!isClaimed(merchant, programmeId)) {
                after = after.takeUp(programmeId, Long.MIN_VALUE);
            }
        }
        return after;
    }

    private boolean isClaimed(MerchantState merchant, String programmeId) {
        ProgrammeRules rules = programmes.rules(programmeId);
        return rules != null && rules.quota().sharing().isByEntity() && merchant.participation(programmeId) != null;
    }

    private List<Holding> holdings(MerchantState merchant, Ownership ownership) {
        Set<String> all = new TreeSet<>(ownership.programmes());
        for (Participation part : merchant.participations()) {
            if (isClaimed(merchant, part.programmeId())) {
                all.add(part.programmeId());
            }
        }
        List<Holding> holdings = new ArrayList<>(all.size());
        all.forEach(programmeId -> holdings.add(holding(merchant, ownership, programmeId)));
        return holdings;
    }

    private Holding holding(MerchantState merchant, Ownership ownership, String programmeId) {
        Budget budget = budget(merchant, programmeId);
        ProgrammeTerms terms = programmes.members(programmeId).terms();
        boolean isOfPeriod = budget != null && (terms == null || terms.periodStart() == budget.periodStart());
        Holding.Held held = ownership.held(
                programmeId,
                Math.max(0, terms == null ? isOfPeriod ? budget.periodStart() : 0 : terms.periodStart()),
                isOfPeriod ? grantedOfShare(budget) : 0);
        if (!isClaimed(merchant, programmeId)) {
            return new Holding(programmeId, Terms.NONE, Claim.NONE, held);
        }
        ProgrammeRules rules = programmes.rules(programmeId);
        Participation part = merchant.participation(programmeId);
        ProgrammeRules own = programmes.rules(part);
        Stage stage = part.enrolment().stage();
        return new Holding(
                programmeId,
                new Terms(rules.version(), rules.quota().sharing().entityCap()),
                new Claim(own.weight(stage), demand(budget, own.quota().cap())),
                held);
    }

    /** Most that it can use in the period, in rough parts of its cap. */
    private static long demand(Budget budget, long cap) {
        long part = Math.max(1, (cap + DEMAND_PARTS - 1) / DEMAND_PARTS);
        long usable = Math.min(cap, Math.max(1, budget.reachable()));
        return Math.min(cap, (usable + part - 1) / part * part);
    }
}
