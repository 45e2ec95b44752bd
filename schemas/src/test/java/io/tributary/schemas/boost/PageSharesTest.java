package io.tributary.schemas.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.Surface;
import io.tributary.schemas.boost.ReferenceReRanker.Candidate;
import io.tributary.schemas.boost.ReferenceReRanker.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PageSharesTest {
    private static final BoostRequest REQUEST = new BoostRequest(Surface.FEED, 500);

    private static AppliedBoost boost(String programme, double share) {
        return new AppliedBoost(1.5, 0, "d-" + programme, programme, false, share);
    }

    @Test
    void shouldAdmitWholePositionsOnly() {
        PageShares three = new PageShares(10);
        for (int i = 0; i < 3; i++) {
            assertThat(three.admits(boost("farm", 0.3))).isTrue();
        }
        assertThat(three.admits(boost("farm", 0.3))).isFalse();
        assertThat(three.admits(boost("county", 0.3)))
                .as("each programme has its own")
                .isTrue();
        assertThat(new PageShares(3).admits(boost("farm", 0.3)))
                .as("0.9 of a position is none")
                .isFalse();
    }

    @Test
    void shouldLeaveAloneWhatHasNoLimitAndWhatIsNotBoosted() {
        PageShares page = new PageShares(1);
        for (int i = 0; i < 5; i++) {
            assertThat(page.admits(boost("farm", 1))).isTrue();
            assertThat(page.admits(AppliedBoost.NONE)).isTrue();
        }
        assertThatThrownBy(() -> new PageShares(0)).hasMessageContaining("at least 1");
    }

    /** Whatever the candidates are, a programme's items hold no more of the page, those that do are the best, and nobody is put below his own score. */
    @Property(tries = 300)
    void shouldKeepToTheShareOnAnyPage(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int page) {
        Random random = new Random(seed);
        double share = (1 + random.nextInt(10)) / 10.0;
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            candidates.add(new Candidate("i" + i, random.nextBoolean() ? "farm" : "none", random.nextInt(20) - 5));
        }
        BoostSource boosts =
                (merchant, surface, bucket) -> merchant.equals("farm") ? boost("farm", share) : AppliedBoost.NONE;

        List<Ranked> ranked = new ReferenceReRanker(boosts).rank(candidates, REQUEST, page);

        List<Ranked> boosted =
                ranked.stream().filter(each -> !each.boost().isNone()).toList();
        List<Ranked> farm = ranked.stream()
                .filter(each -> each.candidate().merchantId().equals("farm"))
                .toList();
        int most = share == 1 ? farm.size() : (int) Math.floor(share * page + 1e-9);
        assertThat(boosted).hasSize(Math.min(most, farm.size()));
        double worst = boosted.stream().mapToDouble(Ranked::score).min().orElse(Double.MAX_VALUE);
        assertThat(farm)
                .filteredOn(each -> each.boost().isNone())
                .allMatch(each -> ReferenceReRanker.boosted(each.candidate().score(), boost("farm", share)) <= worst)
                .allMatch(each -> each.score() == each.candidate().score());
        assertThat(ranked)
                .isSortedAccordingTo(Comparator.comparingDouble(Ranked::score).reversed());
    }
}
