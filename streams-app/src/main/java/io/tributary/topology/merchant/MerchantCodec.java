package io.tributary.topology.merchant;

import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.Milestones;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.reward.MerchantRewards;
import io.tributary.domain.state.StateWriter;
import io.tributary.state.v1.BudgetsState;
import io.tributary.state.v1.CasesState;
import io.tributary.state.v1.ClocksState;
import io.tributary.state.v1.ControllersState;
import io.tributary.state.v1.DecisionsState;
import io.tributary.state.v1.EnrolmentHistoryState;
import io.tributary.state.v1.EnrolmentsState;
import io.tributary.state.v1.FactsState;
import io.tributary.state.v1.MerchantHeadState;
import io.tributary.state.v1.MilestonesState;
import io.tributary.state.v1.OwnershipState;
import io.tributary.state.v1.ProfileState;
import io.tributary.state.v1.RewardsState;
import io.tributary.state.v1.WindowsState;
import io.tributary.store.live.ObjectCodec;
import io.tributary.topology.state.Sections;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.StoredSection;
import io.tributary.topology.state.WriterSchemas;

/**
 * Merchants in the store, in sections ({@link Sections}): a main record of what changes often, and beside it records of what seldom
 * does, each written only when it has changed.
 *
 * <pre>
 *   record   id   section     what
 *   main      1   head        where it stands, {@link HeadSection}
 *             2   counts      packed: what impressions change that only count, {@link MerchantState#writeCounts}
 *             3   enrolments  {@link ParticipationSections}; these three are left out when it is in no programme
 *             6   budgets     {@link BudgetSection}
 *             7   controllers {@link ControllerSection}
 *            11   clocks      what its clocks are counted from and count, {@link ClocksSection}; left out when there is nothing
 *            17   rewards     missions and benefits, {@link RewardsSection}; left out when it has none
 *   p         4   profile     {@link ProfileSection}
 *   w         5   windows     metric windows that are not open minutes, {@link WindowsSection}
 *   d         8   decisions   who is enrolled and why, and what was published of it, {@link DecisionsSection}
 *   f         9   facts       what was known when that was decided; written with new decisions, and not kept in memory
 *   e        10   milestones  what was reported of it, {@link MilestonesSection}
 *   a        16   cases       its appeals and complaints, {@link CasesSection}
 *   o        12   owner       what it told its owner and was answered, {@link OwnerSection}
 *   h        13   enrolment history: applications, dates, bans, {@link EnrolmentHistorySection}
 * </pre>
 *
 * <p>An id is never used for anything else. Confined to the store's thread.
 */
public final class MerchantCodec implements ObjectCodec<MerchantState> {
    private static final String MAIN = "";
    private static final String PROFILE_RECORD = "p";
    private static final String WINDOWS_RECORD = "w";
    private static final String DECISIONS_RECORD = "d";
    private static final String FACTS_RECORD = "f";
    private static final String EVENTS_RECORD = "e";
    private static final String CASES_RECORD = "a";
    private static final String OWNER_RECORD = "o";
    private static final String ENROLMENT_RECORD = "h";

    private static final int HEAD = 1;
    private static final int COUNTS = 2;
    private static final int ENROLMENTS = 3;
    private static final int PROFILE = 4;
    private static final int WINDOWS = 5;
    private static final int BUDGETS = 6;
    private static final int CONTROLLERS = 7;
    private static final int DECISIONS = 8;
    private static final int FACTS = 9;
    private static final int MILESTONES = 10;
    private static final int CLOCKS = 11;
    private static final int CASES = 16;
    private static final int OWNER = 12;
    private static final int ENROLMENT_HISTORY = 13;
    private static final int REWARDS = 17;

    private final Sections sections = new Sections();
    private final StateWriter cells = new StateWriter();
    private final ParticipationSections participations = new ParticipationSections();
    private final StateCodec<MerchantHeadState> heads;
    private final StateCodec<EnrolmentsState> enrolments;
    private final StateCodec<BudgetsState> budgets;
    private final StateCodec<ControllersState> controllers;
    private final StateCodec<ProfileState> profiles;
    private final StateCodec<WindowsState> windows;
    private final StateCodec<DecisionsState> decisions;
    private final StateCodec<FactsState> facts;
    private final StateCodec<MilestonesState> milestones;
    private final StateCodec<ClocksState> clocks;
    private final StateCodec<CasesState> cases;
    private final StateCodec<OwnershipState> owners;
    private final StateCodec<EnrolmentHistoryState> histories;
    private final StateCodec<RewardsState> rewards;

    /**
     * @param writers of the store
     */
    public MerchantCodec(WriterSchemas writers) {
        this.heads = new StateCodec<>(MerchantHeadState.getClassSchema(), writers);
        this.enrolments = new StateCodec<>(EnrolmentsState.getClassSchema(), writers);
        this.budgets = new StateCodec<>(BudgetsState.getClassSchema(), writers);
        this.controllers = new StateCodec<>(ControllersState.getClassSchema(), writers);
        this.profiles = new StateCodec<>(ProfileState.getClassSchema(), writers);
        this.windows = new StateCodec<>(WindowsState.getClassSchema(), writers);
        this.decisions = new StateCodec<>(DecisionsState.getClassSchema(), writers);
        this.facts = new StateCodec<>(FactsState.getClassSchema(), writers);
        this.milestones = new StateCodec<>(MilestonesState.getClassSchema(), writers);
        this.clocks = new StateCodec<>(ClocksState.getClassSchema(), writers);
        this.cases = new StateCodec<>(CasesState.getClassSchema(), writers);
        this.owners = new StateCodec<>(OwnershipState.getClassSchema(), writers);
        this.histories = new StateCodec<>(EnrolmentHistoryState.getClassSchema(), writers);
        this.rewards = new StateCodec<>(RewardsState.getClassSchema(), writers);
    }

    @Override
    public void write(MerchantState merchant, PartSink sink) {
        if (merchant.isProfileChanged()) {
            sections.begin().add(PROFILE, profiles, ProfileSection.of(merchant));
            finish(merchant, PROFILE_RECORD, sink);
        }
        if (merchant.isClosedWindowsChanged()) {
            sections.begin().add(WINDOWS, windows, WindowsSection.of(merchant.closedWindows(cells)));
            finish(merchant, WINDOWS_RECORD, sink);
        }
        if (merchant.isDecisionsChanged()) {
            sections.begin().add(DECISIONS, decisions, DecisionsSection.of(merchant));
            finish(merchant, DECISIONS_RECORD, sink);
        }
        if (merchant.newFacts() != null) {
            sections.begin().add(FACTS, facts, DecisionsSection.of(merchant.newFacts()));
            finish(merchant, FACTS_RECORD, sink);
        }
        if (merchant.isMilestonesChanged()) {
            sections.begin().add(MILESTONES, milestones, MilestonesSection.of(merchant));
            finish(merchant, EVENTS_RECORD, sink);
        }
        if (merchant.isCasesChanged()) {
            sections.begin().add(CASES, cases, CasesSection.of(merchant));
            finish(merchant, CASES_RECORD, sink);
        }
        if (merchant.isOwnershipChanged()) {
            sections.begin().add(OWNER, owners, OwnerSection.of(merchant));
            finish(merchant, OWNER_RECORD, sink);
        }
        if (merchant.isEnrolmentsChanged()) {
            sections.begin().add(ENROLMENT_HISTORY, histories, EnrolmentHistorySection.of(merchant.enrolments()));
            finish(merchant, ENROLMENT_RECORD, sink);
        }
        sections.begin().add(HEAD, heads, HeadSection.of(merchant));
        merchant.writeCounts(sections.packed());
        sections.addPacked(COUNTS, MerchantState.COUNTS_LAYOUT);
        if (merchant.isParticipant()) {
            participations.begin(merchant);
            sections.add(ENROLMENTS, enrolments, participations.enrolments())
                    .add(BUDGETS, budgets, participations.budgets())
                    .add(CONTROLLERS, controllers, participations.controllers());
        }
        if (merchant.firstSaleAt() != Milestones.NOT_YET || merchant.clocks() != Clocks.NONE) {
            sections.add(CLOCKS, clocks, ClocksSection.of(merchant));
        }
        if (merchant.rewards() != MerchantRewards.NONE) {
            sections.add(REWARDS, rewards, RewardsSection.of(merchant.rewards()));
        }
        finish(merchant, MAIN, sink);
        merchant.written();
    }

    private void finish(MerchantState merchant, String record, PartSink sink) {
        sections.addAll(merchant.unknown(), record);
        sink.put(record, sections.toByteArray());
    }

    @Override
    public int prefetch(MerchantState merchant) {
        return merchant.prefetch() + merchant.prefetchWindow();
    }

    @Override
    public MerchantState read(String key, byte[] main, PartSource source) {
        MerchantState merchant = new MerchantState(key);
        participations.begin();
        read(merchant, MAIN, main);
        participations.restore(merchant);
        read(merchant, PROFILE_RECORD, source.get(PROFILE_RECORD));
        read(merchant, WINDOWS_RECORD, source.get(WINDOWS_RECORD));
        read(merchant, DECISIONS_RECORD, source.get(DECISIONS_RECORD));
        read(merchant, EVENTS_RECORD, source.get(EVENTS_RECORD));
        read(merchant, CASES_RECORD, source.get(CASES_RECORD));
        read(merchant, OWNER_RECORD, source.get(OWNER_RECORD));
        read(merchant, ENROLMENT_RECORD, source.get(ENROLMENT_RECORD));
        return merchant;
    }

    private void read(MerchantState merchant, String name, byte[] record) {
        if (record != null) {
            merchant.carry(Sections.read(record, name, merchant.unknown(), section -> take(merchant, section)));
        }
    }

    private boolean take(MerchantState merchant, StoredSection section) {
        switch (section.id()) {
            case HEAD -> HeadSection.restore(merchant, heads.read(section));
            case COUNTS -> merchant.readCounts(section.packed("counts", MerchantState.COUNTS_LAYOUT));
            case ENROLMENTS -> participations.take(enrolments.read(section));
            case BUDGETS -> participations.take(budgets.read(section));
            case CONTROLLERS -> participations.take(controllers.read(section));
            case PROFILE -> ProfileSection.restore(merchant, profiles.read(section));
            case WINDOWS -> merchant.restore(WindowsSection.closed(windows.read(section)));
            case DECISIONS -> DecisionsSection.restore(merchant, decisions.read(section));
            case CASES -> CasesSection.restore(merchant, cases.read(section));
            case MILESTONES -> MilestonesSection.restore(merchant, milestones.read(section));
            case CLOCKS -> ClocksSection.restore(merchant, clocks.read(section));
            case OWNER -> OwnerSection.restore(merchant, owners.read(section));
            case ENROLMENT_HISTORY -> merchant.restore(EnrolmentHistorySection.history(histories.read(section)));
            case REWARDS -> merchant.rewards(RewardsSection.rewards(rewards.read(section)));
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isIdle(MerchantState merchant) {
        return merchant.isIdle();
    }
}
