package io.tributary.domain.merchant;

import io.tributary.domain.IdHash;
import io.tributary.domain.appeal.Cases;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Facts;
import io.tributary.domain.eligibility.MerchantFacts;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.eligibility.OwnedShop;
import io.tributary.domain.enrolment.EnrolmentEvent;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.History;
import io.tributary.domain.enrolment.Milestones;
import io.tributary.domain.entity.Ownership;
import io.tributary.domain.ledger.Grantee;
import io.tributary.domain.metric.LabelHistory;
import io.tributary.domain.reward.MerchantRewards;
import io.tributary.domain.rules.Review;
import io.tributary.domain.state.UnknownSections;

/**
 * All that the service knows of one merchant: the live object that one lookup finds and one commit writes.
 *
 * <p>It is one object, and its fields stand in four classes by what they are for: its place in its task's work ({@link MerchantPlace}), its
 * counts, its programmes, and here its profile, decisions and directives. They extend one another, sealed, rather than being objects of
 * their own, because a part would cost each of a million merchants a header and a pointer, and each event one more wait for memory.
 */
public final class MerchantState extends MerchantProgrammes implements Grantee {
    private final String id;
    private final long idHash;
    private MerchantProfile profile;
    private boolean profileChanged;
    private long profiledAt;
    private LabelHistory labels = LabelHistory.NONE;
    private long directiveSequence;
    private long directiveIssuedAt;
    private long directiveExpiresAt;
    private long ledgerSequence;
    private Decisions decisions = Decisions.NONE;
    private Announcement announced = Announcement.NONE;
    private boolean decisionsChanged;
    private boolean enrolmentsChanged;
    private EnrolmentHistory enrolments = EnrolmentHistory.NONE;
    /** What the last decisions were made on, until it is written; null afterwards, for nothing here asks for it again. */
    private Facts newFacts;

    private Milestones milestones = Milestones.NONE;
    private boolean milestonesChanged;
    private Cases cases = Cases.NONE;
    private boolean casesChanged;
    private Ownership ownership = Ownership.NONE;
    private boolean ownershipChanged;
    private MerchantRewards rewards = MerchantRewards.NONE;

    private UnknownSections unknown = UnknownSections.NONE;

    public MerchantState(String id) {
        this.id = id;
        this.idHash = IdHash.first(id);
    }

    @Override
    public String id() {
        return id;
    }

    /** The hash of a record's id among those of all merchants, given its hash among those of this merchant. */
    public long own(long hash) {
        return IdHash.combine(idHash, hash);
    }

    /** Its own part of a time that is shared out evenly among merchants, always the same; less than the whole. */
    long share(long millis) {
        return millis == 0 ? 0 : Long.remainderUnsigned(idHash, millis);
    }

    /** Null until one arrived, or after it was withdrawn. */
    public MerchantProfile profile() {
        return profile;
    }

    /**
     * @param updatedAt when it was true, epoch milliseconds
     */
    void profile(MerchantProfile now, long updatedAt) {
        profile = now;
        profiledAt = updatedAt;
        profileChanged = true;
        // One that is withdrawn keeps the last ones.
        labels = now == null ? labels : labels.changed(now.labels(), updatedAt);
    }

    /** What its metric rows say of it. */
    public LabelHistory labels() {
        return labels;
    }

    /** Number of the last directive. */
    public long directiveSequence() {
        return directiveSequence;
    }

    long directiveIssuedAt() {
        return directiveIssuedAt;
    }

    /** Expiry of the current directive; 0 when there is none. */
    long directiveExpiresAt() {
        return directiveExpiresAt;
    }

    long nextDirective(long issuedAt, long expiresAt) {
        directiveIssuedAt = issuedAt;
        directiveExpiresAt = expiresAt;
        return ++directiveSequence;
    }

    void withdrawDirective() {
        directiveExpiresAt = 0;
    }

    @Override
    public long nextLedgerSequence() {
        return ++ledgerSequence;
    }

    /** Number of the last ledger entry; 0 before the first. */
    long ledgerSequence() {
        return ledgerSequence;
    }

    /** What is decided about it. */
    public Decisions decisions() {
        return decisions;
    }

    void decided(Review review) {
        decisionsChanged |= review.decisions() != decisions;
        decisions = review.decisions();
        clocks(review.clocks());
        enrolments(review.enrolments());
        newFacts = review.facts() == null ? newFacts : review.facts();
    }

    /** What is remembered of it in programmes that ask for it. */
    public EnrolmentHistory enrolments() {
        return enrolments;
    }

    void enrolments(EnrolmentHistory now) {
        enrolmentsChanged |= now != enrolments;
        enrolments = now;
    }

    /**
     * Notes that it asked for a programme or left one: the next sweep decides about it.
     *
     * @param time of the event, epoch milliseconds
     * @throws IllegalArgumentException when it has asked for too many
     */
    public void told(EnrolmentEvent event, String programmeId, long time) {
        enrolments(enrolments.told(event, programmeId, time));
        undecided(true);
    }

    /**
     * Notes a sale where it is to be told whether the merchant still sells.
     *
     * @param time of the payment, epoch milliseconds
     * @return whether that was noted
     */
    boolean sold(long time) {
        EnrolmentHistory before = enrolments;
        if (before == EnrolmentHistory.NONE) {
            return false;
        }
        enrolments(before.sold(time));
        return enrolments != before;
    }

    /** Whether that is another than was last written. */
    public boolean isEnrolmentsChanged() {
        return enrolmentsChanged;
    }

    /** Takes back what {@link #enrolments} gave. */
    public void restore(EnrolmentHistory stored) {
        enrolments = stored;
    }

    /** What was published last of its decisions. */
    public Announcement announced() {
        return announced;
    }

    void announced(Announcement last) {
        decisionsChanged = true;
        announced = last;
    }

    /** Whether decisions, or what was published of them, are others than were last written. */
    public boolean isDecisionsChanged() {
        return decisionsChanged;
    }

    /** What the decisions were made on, when that was not written yet; else null. */
    public Facts newFacts() {
        return newFacts;
    }

    /** Takes back decisions and what was published of them. */
    public void restore(Decisions stored, Announcement published) {
        decisions = stored;
        announced = published;
    }

    /** What was reported of it. */
    public Milestones milestones() {
        return milestones;
    }

    /** What happened to it. */
    History history() {
        return new History(milestones, firstSaleAt(), clocks(), enrolments);
    }

    void milestones(Milestones now) {
        milestones = now;
        milestonesChanged = true;
    }

    /** What it has together with its owner's other shops. */
    public Ownership ownership() {
        return ownership;
    }

    void ownership(Ownership now) {
        ownershipChanged |= now != ownership;
        ownership = now;
    }

    /** Whether what it has together with others is something else than was last {@link #written}. */
    public boolean isOwnershipChanged() {
        return ownershipChanged;
    }

    /** Takes back what it had together with others. */
    public void restore(Ownership stored) {
        ownership = stored;
    }

    /** The merchant as clauses see it; null without a profile. */
    MerchantFacts facts() {
        if (profile == null || profile.relatedEntityHash().isEmpty()) {
            return profile;
        }
        boolean isKnown = ownership.isAnswered() && ownership.entity().equals(profile.relatedEntityHash());
        return new OwnedShop(
                profile, isKnown ? Math.min(profile.joinedAt(), ownership.ownerJoinedAt()) : OwnedShop.AWAITED);
    }

    /** Whether milestones are others than were last {@link #written}. */
    public boolean isMilestonesChanged() {
        return milestonesChanged;
    }

    /** Takes back what was reported of it. */
    public void restore(Milestones stored) {
        milestones = stored;
    }

    /** Its appeals and complaints. */
    public Cases cases() {
        return cases;
    }

    void cases(Cases now) {
        cases = now;
        casesChanged = true;
    }

    /** Whether cases are others than were last {@link #written}. */
    public boolean isCasesChanged() {
        return casesChanged;
    }

    /** Takes back its appeals and complaints. */
    public void restore(Cases stored) {
        cases = stored;
    }

    /** How far it has come with missions, and its benefits. */
    public MerchantRewards rewards() {
        return rewards;
    }

    /** Sets what it has earned, or takes back what was stored. */
    public void rewards(MerchantRewards now) {
        rewards = now;
    }

    /** Whether the object may be dropped from memory: nothing time-driven hangs on it. */
    public boolean isIdle() {
        return !isParticipant()
                && cases.isEmpty()
                && !rewards.isWaiting()
                && windows().isEmpty()
                && !isQueued()
                && !isLacking()
                && !enrolments.isWaiting();
    }

    /** Whether the profile changed since it was last {@link #written}. */
    public boolean isProfileChanged() {
        return profileChanged;
    }

    /** When the last profile was true, epoch milliseconds; 0 before the first. A withdrawal leaves it as it is. */
    public long profiledAt() {
        return profiledAt;
    }

    /** Where it stands in what the service does with it. */
    public MerchantHead head() {
        return new MerchantHead(
                place(),
                new MerchantHead.Directive(directiveSequence, directiveIssuedAt, directiveExpiresAt),
                ledgerSequence);
    }

    /** Takes back what {@link #head} gave. */
    public void restore(MerchantHead head) {
        restore(head.place());
        directiveSequence = head.directive().sequence();
        directiveIssuedAt = head.directive().issuedAt();
        directiveExpiresAt = head.directive().expiresAt();
        ledgerSequence = head.ledgerSequence();
    }

    /**
     * Takes back a profile as it was written.
     *
     * @param known null when there was none
     * @param trueAt epoch milliseconds
     * @param labelled its labels, of earlier times, too
     */
    public void restore(MerchantProfile known, long trueAt, LabelHistory labelled) {
        profile = known;
        profiledAt = trueAt;
        labels = labelled;
    }

    /** Sections of its records that only a newer service knows. */
    public UnknownSections unknown() {
        return unknown;
    }

    /** Carries these from now on. */
    public void carry(UnknownSections sections) {
        unknown = sections;
    }

    /** Notes that its records are written and lack nothing. */
    public void written() {
        profileChanged = false;
        decisionsChanged = false;
        milestonesChanged = false;
        casesChanged = false;
        ownershipChanged = false;
        enrolmentsChanged = false;
        newFacts = null;
        recordWritten();
    }
}
