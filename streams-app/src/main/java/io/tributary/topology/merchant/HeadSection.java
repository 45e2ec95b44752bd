package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantHead;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.MerchantHeadState;

/** Section “head” of a merchant. */
final class HeadSection {
    private HeadSection() {}

    static MerchantHeadState of(MerchantState merchant) {
        MerchantHead head = merchant.head();
        MerchantHeadState state = new MerchantHeadState();
        state.setNumber(head.place().number());
        state.setCountedTo(head.place().countedTo());
        state.setQueued(head.place().queued());
        state.setUndecided(head.place().undecided());
        state.setDirectiveSequence(head.directive().sequence());
        state.setDirectiveIssuedAt(head.directive().issuedAt());
        state.setDirectiveExpiresAt(head.directive().expiresAt());
        state.setLedgerSequence(head.ledgerSequence());
        return state;
    }

    static void restore(MerchantState merchant, MerchantHeadState state) {
        merchant.restore(new MerchantHead(
                new MerchantHead.Place(
                        state.getNumber(), state.getCountedTo(), state.getQueued(), state.getUndecided()),
                new MerchantHead.Directive(
                        state.getDirectiveSequence(), state.getDirectiveIssuedAt(), state.getDirectiveExpiresAt()),
                state.getLedgerSequence()));
    }
}
