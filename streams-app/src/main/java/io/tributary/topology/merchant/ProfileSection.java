package io.tributary.topology.merchant;

import io.tributary.domain.eligibility.Attribute;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.AttributeState;
import io.tributary.state.v1.ProfileState;
import io.tributary.state.v1.TagState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Section “profile” of a merchant. */
final class ProfileSection {
    private static final MerchantProfile EMPTY =
            new MerchantProfile("", List.of(), 0, "", List.of(), "", -1, 0, "", false);

    private ProfileSection() {}

    static ProfileState of(MerchantState merchant) {
        MerchantProfile profile = merchant.profile() == null ? EMPTY : merchant.profile();
        List<TagState> tags = new ArrayList<>();
        for (MerchantProfile.Tag tag : profile.tags()) {
            tags.add(new TagState(tag.name(), tag.expiresAt()));
        }
        ProfileState state = new ProfileState();
        state.setProfiledAt(merchant.profiledAt());
        state.setKnown(merchant.profile() != null);
        state.setSizeClass(profile.sizeClass());
        state.setTags(tags);
        state.setJoinedAt(profile.joinedAt());
        state.setRegionCode(profile.regionCode());
        state.setCategories(profile.categories());
        state.setCreditGrade(profile.creditGrade());
        state.setSatisfaction(profile.satisfaction());
        state.setViolations(profile.violations());
        state.setRelatedEntityHash(profile.relatedEntityHash());
        state.setOptOut(profile.optOut());
        state.setPlatformOwned(profile.platformOwned());
        state.setAttributes(attributes(profile));
        state.setLabels(LabelStates.of(merchant.labels(), merchant.profile()));
        return state;
    }

    static void restore(MerchantState merchant, ProfileState state) {
        MerchantProfile profile = state.getKnown() ? profile(state) : null;
        merchant.restore(profile, state.getProfiledAt(), LabelStates.history(state.getLabels(), profile));
    }

    private static MerchantProfile profile(ProfileState state) {
        List<MerchantProfile.Tag> tags = new ArrayList<>();
        for (TagState tag : state.getTags()) {
            tags.add(new MerchantProfile.Tag(tag.getName(), tag.getExpiresAt()));
        }
        return new MerchantProfile(
                state.getSizeClass(),
                tags,
                state.getJoinedAt(),
                state.getRegionCode(),
                state.getCategories(),
                state.getCreditGrade(),
                state.getSatisfaction(),
                state.getViolations(),
                state.getRelatedEntityHash(),
                state.getOptOut(),
                attributes(state),
                state.getPlatformOwned());
    }

    /** In the order of their names, so that the same profile has the same bytes. */
    private static Map<String, AttributeState> attributes(MerchantProfile profile) {
        Map<String, AttributeState> states = new TreeMap<>();
        profile.attributes().forEach((name, attribute) -> {
            AttributeState state = new AttributeState();
            state.setNumber(attribute.value() instanceof Double number ? number : null);
            state.setText(attribute.value() instanceof String text ? text : null);
            state.setTruth(attribute.value() instanceof Boolean truth ? truth : null);
            state.setMeasuredAt(attribute.measuredAt());
            state.setExpiresAt(attribute.expiresAt());
            state.setSample(attribute.sample());
            states.put(name, state);
        });
        return states;
    }

    private static Map<String, Attribute> attributes(ProfileState state) {
        Map<String, Attribute> attributes = new HashMap<>();
        state.getAttributes().forEach((name, each) -> attributes.put(name.intern(), attribute(each)));
        return attributes;
    }

    private static Attribute attribute(AttributeState state) {
        Object value = state.getNumber() != null
                ? state.getNumber()
                : state.getText() != null ? state.getText() : state.getTruth();
        return new Attribute(value, state.getMeasuredAt(), state.getExpiresAt(), state.getSample());
    }
}
