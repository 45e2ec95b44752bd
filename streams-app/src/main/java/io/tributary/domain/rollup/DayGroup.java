package io.tributary.domain.rollup;

import io.tributary.domain.Arm;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one group of a programme's merchants adds up to on a day. */
public final class DayGroup {
    private final String value;
    private final String parent;
    private final Map<Arm, Totals> arms = new EnumMap<>(Arm.class);
    private final Set<DayMember> active = new HashSet<>();
    private final Set<DayMember> eligible = new HashSet<>();

    /**
     * @param parent the region that it lies in, or empty
     */
    DayGroup(String value, String parent) {
        this.value = value;
        this.parent = parent;
    }

    public String value() {
        return value;
    }

    public String parent() {
        return parent;
    }

    void add(DayMember member, Arm arm, Totals totals) {
        active.add(member);
        arms.merge(arm, totals, Totals::plus);
    }

    void add(DayMember member) {
        eligible.add(member);
    }

    Disclosure.Size size() {
        Set<DayMember> all = new HashSet<>(active);
        all.addAll(eligible);
        return new Disclosure.Size(value, active.size(), all.size());
    }

    /** Sums of its rows by arm. */
    public Map<Arm, Totals> arms() {
        return arms;
    }

    /** Merchants that have rows in it. */
    public long merchants() {
        return active.size();
    }

    public long eligible() {
        return eligible.size();
    }

    public long supported() {
        return eligible.stream().filter(DayMember::isSupported).count();
    }

    public long granted() {
        return eligible.stream().mapToLong(DayMember::granted).sum();
    }

    public long floorMerchants() {
        return eligible.stream().filter(each -> each.floor() > 0).count();
    }

    public long floorsMet() {
        return eligible.stream().filter(DayMember::hasFloorMet).count();
    }
}
