package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.Milestones;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A merchant's parts in programmes. They stay in this package; whoever stores them gets plain values. */
abstract sealed class MerchantProgrammes extends MerchantCounts permits MerchantState {
    private List<Participation> participations = List.of();
    private List<Participation> departed = List.of();
    private Clocks clocks = Clocks.NONE;
    private long firstSaleAt = Milestones.NOT_YET;

    /** Reads from memory what an impression will need, but for its window. What it returns means nothing. */
    public int prefetch() {
        int sum = prefetchCounts();
        for (int i = 0; i < participations.size(); i++) {
            sum += (int) participations.get(i).budget().spent();
        }
        return sum;
    }

    /** Whether it takes part in a programme, or did not long ago. */
    public boolean isParticipant() {
        return participationCount() > 0;
    }

    /** Of its parts in programmes, those that it has left among them. */
    public int participationCount() {
        return participations.size() + departed.size();
    }

    /** One per programme the merchant is enrolled in. */
    List<Participation> participations() {
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
    List<Participation> departed() {
        return departed;
    }

    void addDeparted(Participation part) {
        departed = Participations.with(departed, part);
    }

    void removeDeparted(Predicate<Participation> gone) {
        departed = Participations.without(departed, gone);
    }

    /** The part in this programme, or null. */
    Participation participation(String programmeId) {
        return Participations.of(participations, programmeId);
    }

    /** The part in this programme that was closed last, or null. */
    Participation departed(String programmeId) {
        return Participations.of(departed, programmeId);
    }

    /** What is kept of its clocks. */
    public Clocks clocks() {
        return clocks;
    }

    void clocks(Clocks now) {
        clocks = now;
    }

    /** When its first order line was paid, epoch milliseconds; {@link Milestones#NOT_YET} when none was. */
    public long firstSaleAt() {
        return firstSaleAt;
    }

    void firstSaleAt(long time) {
        firstSaleAt = time;
    }

    /** Takes back what clocks are counted from and what they count. */
    public void restore(long soldFirstAt, Clocks stored) {
        firstSaleAt = soldFirstAt;
        clocks = stored;
    }

    /**
     * What is to be stored of one of its parts in programmes.
     *
     * @param index less than {@link #participationCount}: first come those that it takes part in, in the order in which it joined, and then
     *     those that it has left
     */
    public Participation.Snapshot participationSnapshot(int index) {
        int open = participations.size();
        return index < open
                ? participations.get(index).snapshot(false)
                : departed.get(index - open).snapshot(true);
    }

    /** Takes back its parts in programmes, as {@link #participationSnapshot} gave them. */
    public void restore(List<Participation.Snapshot> parts) {
        List<Participation> open = new ArrayList<>(parts.size());
        List<Participation> left = new ArrayList<>();
        for (Participation.Snapshot part : parts) {
            (part.enrolled().left() ? left : open).add(Participation.restored(part));
        }
        participations = List.copyOf(open);
        departed = List.copyOf(left);
    }
}
