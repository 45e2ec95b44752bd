package io.tributary.domain.rollup;

import io.tributary.domain.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The members of a programme on a day by stage, region, size and surface, and which of these groups are withheld. */
public final class DayGroups {
    private final Disclosure disclosure;
    private final Map<GroupBy, Map<String, DayGroup>> groups = new EnumMap<>(GroupBy.class);
    private final Map<GroupBy, Map<String, Withholding>> withheld = new EnumMap<>(GroupBy.class);

    /** A group and whether its figures are withheld. */
    public record Published(GroupBy by, DayGroup group, Withholding withholding) {}

    public DayGroups(Collection<DayMember> members, Disclosure disclosure) {
        this.disclosure = disclosure;
        for (GroupBy each : GroupBy.values()) {
            groups.put(each, new TreeMap<>());
        }
        members.forEach(this::add);
        decide();
    }

    private void add(DayMember member) {
        String code = member.place().regionCode();
        List<DayGroup> ofMerchant = List.of(
                region(GroupBy.PROVINCE, code, ""),
                region(GroupBy.PREFECTURE, code, GroupBy.region(GroupBy.PROVINCE, code)),
                region(GroupBy.COUNTY, code, GroupBy.region(GroupBy.PREFECTURE, code)),
                group(GroupBy.SIZE_CLASS, member.place().sizeClass(), ""));
        member.rows().forEach((slot, row) -> {
            ofMerchant.forEach(each -> each.add(member, slot.arm(), row.totals()));
            stage(member.stage(slot)).add(member, slot.arm(), row.totals());
            group(GroupBy.SURFACE, slot.surface().name(), "").add(member, slot.arm(), row.totals());
        });
        if (member.isEligible()) {
            ofMerchant.forEach(each -> each.add(member));
            member.stages().forEach(stage -> stage(stage).add(member));
        }
    }

    private DayGroup stage(Stage stage) {
        return group(GroupBy.STAGE, stage.name(), "");
    }

    private DayGroup region(GroupBy by, String code, String parent) {
        return group(by, GroupBy.region(by, code), parent);
    }

    private DayGroup group(GroupBy by, String value, String parent) {
        return groups.get(by).computeIfAbsent(value, any -> new DayGroup(value, parent));
    }

    private void decide() {
        for (GroupBy by : List.of(GroupBy.STAGE, GroupBy.SIZE_CLASS, GroupBy.SURFACE)) {
            withheld.put(by, disclosure.among(sizes(by), by.isDisjoint()));
        }
        List<Map<String, Withholding>> regions =
                disclosure.regions(sizes(GroupBy.PROVINCE), byParent(GroupBy.PREFECTURE), byParent(GroupBy.COUNTY));
        withheld.put(GroupBy.PROVINCE, regions.get(0));
        withheld.put(GroupBy.PREFECTURE, regions.get(1));
        withheld.put(GroupBy.COUNTY, regions.get(2));
    }

    private List<Disclosure.Size> sizes(GroupBy by) {
        return groups.get(by).values().stream().map(DayGroup::size).toList();
    }

    private Map<String, List<Disclosure.Size>> byParent(GroupBy by) {
        return groups.get(by).values().stream()
                .collect(Collectors.groupingBy(
                        DayGroup::parent, LinkedHashMap::new, Collectors.mapping(DayGroup::size, Collectors.toList())));
    }

    /** All groups in the order of their names. */
    public List<Published> all() {
        List<Published> all = new ArrayList<>();
        groups.forEach((by, values) -> values.values()
                .forEach(
                        each -> all.add(new Published(by, each, withheld.get(by).get(each.value())))));
        return all;
    }
}
