package io.tributary.topology.merchant;

import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.metric.LabelHistory;
import io.tributary.domain.metric.Labels;
import io.tributary.state.v1.LabelState;
import io.tributary.state.v1.TagState;
import java.util.ArrayList;
import java.util.List;

/** A merchant's labels in its section “profile”. Nearly all merchants have but those of their profile, of which nothing is stored. */
final class LabelStates {
    private LabelStates() {}

    static List<LabelState> of(LabelHistory history, MerchantProfile profile) {
        Labels current = history.current();
        boolean isKnown = profile == null ? history == LabelHistory.NONE : current.equals(profile.labels());
        if (isKnown && history.earlier().isEmpty()) {
            return List.of();
        }
        List<LabelState> states = new ArrayList<>();
        history.earlier().forEach(each -> states.add(state(each.labels(), each.end())));
        states.add(state(current, Long.MAX_VALUE));
        return states;
    }

    private static LabelState state(Labels labels, long end) {
        List<TagState> tags = labels.tags().stream()
                .map(tag -> new TagState(tag.name(), tag.end()))
                .toList();
        return new LabelState(end, labels.regionCode(), labels.sizeClass(), tags);
    }

    /**
     * Takes back what {@link #of} gave.
     *
     * @param profile null for none
     */
    static LabelHistory history(List<LabelState> states, MerchantProfile profile) {
        if (states.isEmpty()) {
            return profile == null ? LabelHistory.NONE : LabelHistory.of(List.of(), profile.labels());
        }
        List<LabelHistory.Earlier> earlier = new ArrayList<>();
        for (LabelState each : states.subList(0, states.size() - 1)) {
            earlier.add(new LabelHistory.Earlier(labels(each), each.getEnd()));
        }
        return LabelHistory.of(earlier, labels(states.get(states.size() - 1)));
    }

    private static Labels labels(LabelState state) {
        List<Labels.Tag> tags = state.getTags().stream()
                .map(tag -> new Labels.Tag(tag.getName(), tag.getExpiresAt()))
                .toList();
        return new Labels(state.getRegionCode(), state.getSizeClass(), tags);
    }
}
