package io.tributary.demo;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ContractModel;
import java.util.List;

/**
 * The rules that a demo starts with.
 *
 * @param lists what the programmes refer to by name
 */
public record RuleFiles(List<Programme> programmes, List<ReferenceList> lists) {
    public RuleFiles {
        programmes = List.copyOf(programmes);
        lists = List.copyOf(lists);
    }

    /** The same with lists that never lapse: days of a marketplace are simulated, and who is on its lists with them. */
    public RuleFiles withOpenLists() {
        return new RuleFiles(
                programmes,
                lists.stream()
                        .map(list -> {
                            ReferenceList open = ContractModel.get().deepCopy(list.getSchema(), list);
                            open.setEndsAt(null);
                            return open;
                        })
                        .toList());
    }

    /**
     * Lists of which no entry is valid any more.
     *
     * @param time epoch milliseconds
     */
    public List<ReferenceList> lapsed(long time) {
        return lists.stream()
                .filter(list -> list.getEndsAt() != null && list.getEndsAt() <= time)
                .toList();
    }
}
