package io.tributary.topology.merchant;

import io.tributary.domain.ItemFacts;
import io.tributary.domain.Surface;
import io.tributary.domain.merchant.EarlyVerdicts;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.VerdictEvent;
import io.tributary.state.v1.EarlyVerdictState;
import io.tributary.state.v1.EarlyVerdictsState;
import io.tributary.state.v1.ItemFactsState;
import java.util.HashSet;
import java.util.List;

/** Section “early verdicts” of a merchant task. */
final class EarlyVerdictsSection {
    private EarlyVerdictsSection() {}

    static EarlyVerdictsState of(EarlyVerdicts verdicts) {
        return new EarlyVerdictsState(
                verdicts.held().stream().map(EarlyVerdictsSection::of).toList());
    }

    static List<EarlyVerdicts.Held> held(EarlyVerdictsState state) {
        return state.getVerdicts().stream().map(EarlyVerdictsSection::held).toList();
    }

    private static EarlyVerdictState of(EarlyVerdicts.Held held) {
        ImpressionEvent impression = held.verdict().impression();
        EarlyVerdictState state = new EarlyVerdictState();
        state.setMerchantId(held.merchantId());
        state.setIdFirst(impression.idFirst());
        state.setIdSecond(impression.idSecond());
        state.setSurface(impression.surface().name());
        state.setBaseRank(impression.baseRank());
        state.setFinalRank(impression.finalRank());
        state.setViewable(impression.viewable());
        state.setDirectiveId(impression.directiveId());
        state.setRelevanceLoss(impression.relevanceLoss());
        state.setBucket(impression.bucket());
        state.setTime(impression.time());
        state.setItem(impression.item() == null ? null : of(impression.item()));
        state.setPersonalised(impression.personalised());
        state.setJudgedAt(held.verdict().judgedAt());
        return state;
    }

    private static ItemFactsState of(ItemFacts item) {
        return new ItemFactsState(item.category(), item.tags().stream().sorted().toList(), item.listedAt());
    }

    private static EarlyVerdicts.Held held(EarlyVerdictState state) {
        ItemFactsState item = state.getItem();
        ImpressionEvent impression = new ImpressionEvent(
                state.getIdFirst(),
                state.getIdSecond(),
                Surface.valueOf(state.getSurface()),
                state.getBaseRank(),
                state.getFinalRank(),
                state.getViewable(),
                false,
                state.getDirectiveId(),
                state.getRelevanceLoss(),
                state.getBucket(),
                state.getTime(),
                item == null
                        ? null
                        : new ItemFacts(item.getCategory(), new HashSet<>(item.getTags()), item.getListedAt()),
                state.getPersonalised());
        return new EarlyVerdicts.Held(state.getMerchantId(), new VerdictEvent(impression, state.getJudgedAt()));
    }
}
