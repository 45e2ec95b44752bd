package io.tributary.topology.merchant;

import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.ProfileState;
import io.tributary.state.v1.TagState;
import java.util.ArrayList;
import java.util.List;

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
        return state;
    }

    static void restore(MerchantState merchant, ProfileState state) {
        merchant.restore(state.getKnown() ? profile(state) : null, state.getProfiledAt());
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
                state.getOptOut());
    }
}
