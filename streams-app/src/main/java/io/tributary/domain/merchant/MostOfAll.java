package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.Comparator;
import java.util.List;

/**
 * What a programme may grant a merchant when others have granted it something, and the programme's rules limit the sum. Programmes come
 * in the order of their ids:
 *
 * <pre>
 *   limit of all: 100          granted      may be granted to county
 *   agri    limited            60           what comes before is taken off ......... 100 - 60
 *   county  limited            ?
 *   farm    limited            30, 10 spent what is spent comes after, and is off ..     - 10
 *   open    not limited        20           takes what it takes ....................     - 20  =  10
 * </pre>
 *
 * Those that are limited and settled one after the other in this order stay within the limit together, as far as what is spent allows.
 */
final class MostOfAll {
    /** In which limited programmes are settled: whichever comes first takes from those behind it. */
    private static final Comparator<Participation> ORDER = Comparator.comparing(Participation::programmeId);

    private final TaskProgrammes programmes;

    MostOfAll(TaskProgrammes programmes) {
        this.programmes = programmes;
    }

    /** A merchant's parts in the order in which they are to be settled. */
    List<Participation> inOrder(List<Participation> parts) {
        boolean matters = parts.size() > 1 && parts.stream().anyMatch(part -> limit(part) > 0);
        return matters ? parts.stream().sorted(ORDER).toList() : parts;
    }

    /** Limits this part of the merchant's to what others leave of the limit of all. */
    void limit(MerchantState merchant, Participation part, Members group, long beat) {
        long room = room(merchant, part);
        if (room != part.budget().room() && part.budget().leaveRoom(room, beat)) {
            group.changed(merchant);
        }
    }

    /** Most that this part of the merchant's may be granted, exposures; {@link Long#MAX_VALUE} for no limit. */
    private long room(MerchantState merchant, Participation part) {
        long limit = limit(part);
        if (limit == 0) {
            return Long.MAX_VALUE;
        }
        long room = limit;
        for (Participation each : merchant.participations()) {
            if (each != part) {
                room -= taken(each, part);
            }
        }
        return Math.max(0, room);
    }

    private long taken(Participation other, Participation part) {
        Budget budget = other.budget();
        boolean yields = limit(other) > 0 && ORDER.compare(other, part) > 0;
        return yields ? budget.spent() : Math.max(budget.granted(), budget.spent());
    }

    private long limit(Participation part) {
        ProgrammeRules rules = programmes.rules(part.programmeId());
        return rules == null ? 0 : rules.quota().sharing().mostOfAll();
    }
}
