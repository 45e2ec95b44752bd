package io.tributary.explain;

import io.tributary.domain.LocalizedText;
import java.util.List;

/**
 * A part of a page.
 *
 * @param id machine name of what it is about
 */
public record Section(String id, LocalizedText title, List<LocalizedText> lines) {
    public Section {
        lines = List.copyOf(lines);
    }
}
