package io.tributary.domain.merchant;

import io.tributary.domain.IdHash;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Facts;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.enrolment.Potential;
import io.tributary.domain.ledger.Grantee;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.rules.Review;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.domain.state.UnknownSections;
import java.util.List;
import java.util.function.Predicate;

/** All that the service knows of one merchant: the live object that one lookup finds and one commit writes. */
public final class MerchantState implements Grantee {
    /** Version of the layout that {@link #writeCounts} writes. */
    public static final int COUNTS_LAYOUT = 1;

    private static final long NOTHING = -1;

    private final String id;
    private final long idHash;
    private MerchantProfile profile;
    private boolean profileChanged;
    private long profiledAt;
    private List<Participation> participations = List.of();
    private List<Participation> departed = List.of();
    private final MetricWindows windows = new MetricWindows();
    private Potential potential = new Potential();
    private Currencies currencies = Currencies.NONE;
    private long directiveSequence;
    private long directiveIssuedAt;
    private long directiveExpiresAt;
    private long ledgerSequence;
    private Decisions decisions = Decisions.NONE;
    private Announcement announced = Announcement.NONE;
    private boolean decisionsChanged;
    /** What the last decisions were made on, until it is written; null afterwards, for nothing here asks for it again. */
    private Facts newFacts;

    private long number;
    private long countedTo;
    private long lacksFrom = NOTHING;
    private UnknownSections unknown = UnknownSections.NONE;
    private boolean hydrated;
    private boolean queued;
    private boolean undecided;
    private long dueAt = Long.MAX_VALUE;

    public MerchantState(String id) {
        this.id = id;
        this.idHash = IdHash.first(id);
    }

    @Override
    public String id() {
        return id;
    }

    /** Reads from memory what an impression will need, but for its window. What it returns means nothing. */
    public int prefetch() {
        int sum = windows.prefetchOpen() + potential.prefetch();
        for (int i = 0; i < participations.size(); i++) {
            sum += (int) participations.get(i).budget().spent();
        }
        return sum;
    }

    /** Tells it from the task's other merchants; not negative. */
    public long number() {
        return number;
    }

    void number(long one) {
        number = one;
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
    }

    /** One per programme the merchant is enrolled in. */
    public List<Participation> participations() {
        return participations;
    }

    void addParticipation(Participation part) {
        participations = Participations.with(participations, part);
    }

    /**
     * @return whether any was removed
     */
    boolean removeParticipations(Predicate<Participation> gone) {
        List<Participation> before = participations;
        participations = Participations.without(before, gone);
        return participations.size() < before.size();
    }

    /**
     * Parts in programmes that the merchant left in a period that still runs, or ended not long ago: late exposures are charged to them,
     * and who comes back in the same period goes on with what was spent.
     */
    public List<Participation> departed() {
        return departed;
    }

    void addDeparted(Participation part) {
        departed = Participations.with(departed, part);
    }

    void removeDeparted(Predicate<Participation> gone) {
        departed = Participations.without(departed, gone);
    }

    /** The part in this programme, or null. */
    public Participation participation(String programmeId) {
        return Participations.of(participations, programmeId);
    }

    /** The part in this programme that was closed last, or null. */
    Participation departed(String programmeId) {
        return Participations.of(departed, programmeId);
    }

    public MetricWindows windows() {
        return windows;
    }

    /** What it has sold in. */
    Currencies currencies() {
        return currencies;
    }

    void soldIn(String currency) {
        currencies = currencies.with(currency);
    }

    /** How well it sells on its exposure. */
    public Potential potential() {
        return potential;
    }

    /** Number of the last directive. */
    public long directiveSequence() {
        return directiveSequence;
    }

    public long directiveIssuedAt() {
        return directiveIssuedAt;
    }

    /** Expiry of the current directive; 0 when there is none. */
    public long directiveExpiresAt() {
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

    /** What is decided about it. */
    public Decisions decisions() {
        return decisions;
    }

    void decided(Review review) {
        decisionsChanged |= review.decisions() != decisions;
        decisions = review.decisions();
        newFacts = review.facts() == null ? newFacts : review.facts();
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

    /** Whether it was completed since the task started, see {@link Hydrator}. Not stored. */
    public boolean isHydrated() {
        return hydrated;
    }

    public void hydrated() {
        hydrated = true;
    }

    /** Whether the next sweep decides its eligibility anew. */
    public boolean isUndecided() {
        return undecided;
    }

    void undecided(boolean now) {
        undecided = now;
    }

    /** Whether the next sweep visits it. */
    public boolean isQueued() {
        return queued;
    }

    void queued(boolean now) {
        queued = now;
    }

    /** Service time at which a sweep visits it in any case, epoch milliseconds. */
    public long dueAt() {
        return dueAt;
    }

    void dueAt(long time) {
        dueAt = time;
    }

    /** Notes that it has counted the journal's entry at this position, which its record lacks. */
    public void journalled(long position) {
        countedTo = position + 1;
        if (lacksFrom == NOTHING) {
            lacksFrom = position;
        }
    }

    /** Notes that the journal's entry at this position has all that it has counted, and that its record lacks nothing older. */
    public void snapshotTaken(long position) {
        countedTo = position + 1;
        lacksFrom = position;
    }

    /** Whether its record lacks entries of the journal. */
    public boolean isLacking() {
        return lacksFrom != NOTHING;
    }

    /** Position of the first entry of the journal that its record lacks. */
    public long lacksFrom() {
        return lacksFrom;
    }

    /** Whether it has not counted its entry of the journal at this position yet. */
    public boolean isMissing(long position) {
        return position >= countedTo;
    }

    /**
     * Counts an impression once more.
     *
     * @param counted how it was counted, a {@link CountedImpression}
     * @throws IllegalStateException when its minute is not open, as it was then
     */
    void countAgain(long time, long counted) {
        int dimensions = Dimensions.stored(Integer.toUnsignedLong(CountedImpression.dimensions(counted)));
        boolean isOpen = windows.countAgain(time, dimensions, Measure.stored(CountedImpression.measures(counted)));
        if (!isOpen) {
            throw new IllegalStateException("merchant " + id + ": the minute of " + time + " is not open any more");
        }
        if (CountedImpression.isOfBucket(counted)) {
            potential.exposed();
        }
    }

    /** Whether the object may be dropped from memory: nothing time-driven hangs on it. */
    public boolean isIdle() {
        return participations.isEmpty() && departed.isEmpty() && windows.isEmpty() && !queued && !isLacking();
    }

    /** Whether the profile changed since it was last {@link #written}. */
    public boolean isProfileChanged() {
        return profileChanged;
    }

    /** When the last profile was true, epoch milliseconds; 0 before the first. A withdrawal leaves it as it is. */
    public long profiledAt() {
        return profiledAt;
    }

    /**
     * Writes what impressions change that only count:
     *
     * <pre>
     *   open minutes   as {@link MetricWindows} writes them
     *   currencies     as {@link Currencies} writes them
     *   exposures      8 bytes, a double: of its {@link Potential}
     *   orders         8 bytes, a double
     *   dueAt          varint, epoch milliseconds
     *   what a later version appends
     * </pre>
     *
     * <p>Packed by hand because the journal's snapshots are made of it, too. The version of the layout is {@link #COUNTS_LAYOUT}; it is told
     * by the record around it.
     */
    public void writeCounts(StateWriter writer) {
        windows.writeOpen(writer);
        currencies.write(writer);
        potential.write(writer);
        writer.writeLong(dueAt);
    }

    /** Puts what {@link #writeCounts} wrote in the place of what it has. */
    public void readCounts(StateReader reader) {
        windows.readOpen(reader);
        currencies = Currencies.read(reader);
        potential = Potential.read(reader);
        dueAt = reader.readLong();
    }

    /** Where it stands in what the service does with it. */
    public MerchantHead head() {
        return new MerchantHead(
                new MerchantHead.Place(number, countedTo, queued, undecided),
                new MerchantHead.Directive(directiveSequence, directiveIssuedAt, directiveExpiresAt),
                ledgerSequence);
    }

    /** Takes back what {@link #head} gave. */
    public void restore(MerchantHead head) {
        number = head.place().number();
        countedTo = head.place().countedTo();
        queued = head.place().queued();
        undecided = head.place().undecided();
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
     */
    public void restore(MerchantProfile known, long trueAt) {
        profile = known;
        profiledAt = trueAt;
    }

    /** Sections of its records that only a newer service knows. */
    public UnknownSections unknown() {
        return unknown;
    }

    /** Carries these from now on. */
    public void carry(UnknownSections sections) {
        unknown = sections;
    }

    /** Whether it takes part in a programme, or did not long ago. */
    public boolean isParticipant() {
        return participationCount() > 0;
    }

    /** Of its parts in programmes, those that it has left among them. */
    public int participationCount() {
        return participations.size() + departed.size();
    }

    /**
     * Takes back its parts in programmes.
     *
     * @param open in the order in which it joined
     * @param closed those that it has left
     */
    public void restore(List<Participation> open, List<Participation> closed) {
        participations = List.copyOf(open);
        departed = List.copyOf(closed);
    }

    /** Notes that its records are written and lack nothing. */
    public void written() {
        profileChanged = false;
        decisionsChanged = false;
        newFacts = null;
        lacksFrom = NOTHING;
        windows.written();
    }
}
