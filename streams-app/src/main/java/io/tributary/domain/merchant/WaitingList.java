package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.EnrolmentRecord.Waiting;
import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.Seating;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The merchants of one task that wait for a seat of one programme, in the order of their places. A beat costs what lies before the place
 * that it asks for, and nothing where all are asked for.
 */
final class WaitingList {
    /** @param sinceBeat number of the beat from which on it waits there */
    private record Entry(Place place, MerchantState merchant, long sinceBeat) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::place).thenComparing(each -> each.merchant.id());

    private final Map<String, Entry> byId = new HashMap<>();
    private final TreeSet<Entry> inOrder = new TreeSet<>(ORDER);

    /** Follows how a merchant waits; null for not any more. */
    void put(MerchantState merchant, Waiting waiting) {
        String id = merchant.id();
        Entry now = waiting == null ? null : new Entry(waiting.place(id), merchant, waiting.sinceBeat());
        Entry before = now == null ? byId.remove(id) : byId.put(id, now);
        if (before != null) {
            inOrder.remove(before);
        }
        if (now != null) {
            inOrder.add(now);
        }
    }

    int size() {
        return byId.size();
    }

    /** Those who have a seat by these terms, in the order of their places. */
    List<MerchantState> seated(Seating.Terms terms) {
        List<MerchantState> seated = new ArrayList<>();
        for (Entry each : inOrder) {
            if (each.place.compareTo(terms.place()) > 0) {
                break;
            }
            if (terms.isSeat(each.place, each.sinceBeat)) {
                seated.add(each.merchant);
            }
        }
        return seated;
    }

    /** How many wait up to the candidate place, or have a seat by these terms. */
    long wanted(Seating.Terms terms) {
        if (terms.candidate().equals(Place.LAST)) {
            return size();
        }
        long wanted = 0;
        for (Entry each : inOrder) {
            boolean before = each.place.compareTo(terms.candidate()) <= 0;
            if (!before && each.place.compareTo(terms.place()) > 0) {
                break;
            }
            wanted += before || terms.isSeat(each.place, each.sinceBeat) ? 1 : 0;
        }
        return wanted;
    }
}
