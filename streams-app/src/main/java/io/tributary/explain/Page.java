package io.tributary.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.domain.LocalizedText;
import io.tributary.text.Json;
import java.util.List;

/**
 * An explanation or a statement, for people or for machines.
 *
 * @param subject what it is about: a merchant, a decision
 */
public record Page(LocalizedText title, String subject, List<Section> sections) {
    private static final String INDENT = "  ";

    public Page {
        sections = List.copyOf(sections);
    }

    /** Lines for people. */
    public String text(Language language) {
        StringBuilder text = new StringBuilder();
        text.append(String.join(" / ", language.of(title))).append('\n');
        for (Section section : sections) {
            text.append('\n')
                    .append(String.join(" / ", language.of(section.title())))
                    .append('\n');
            for (LocalizedText line : section.lines()) {
                language.of(line)
                        .forEach(each -> text.append(INDENT).append(each).append('\n'));
            }
        }
        return text.toString();
    }

    /** The same for machines, both languages. */
    public ObjectNode json() {
        ObjectNode page = Json.object();
        page.put("subject", subject);
        put(page.putObject("title"), title);
        ArrayNode all = page.putArray("sections");
        for (Section section : sections) {
            ObjectNode one = all.addObject();
            one.put("id", section.id());
            put(one.putObject("title"), section.title());
            ArrayNode lines = one.putArray("lines");
            section.lines().forEach(line -> put(lines.addObject(), line));
        }
        return page;
    }

    private static void put(ObjectNode node, LocalizedText text) {
        node.put("zh", text.zh()).put("en", text.en());
    }
}
