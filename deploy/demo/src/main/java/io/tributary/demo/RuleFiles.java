package io.tributary.demo;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
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
}
