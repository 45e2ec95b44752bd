package io.tributary.domain.input;

/** Compares the changelog of a store with what its inputs' positions say: a state that is lost does not come back by itself. */
public final class StoreCheck {
    private StoreCheck() {}

    /**
     * @param knownId id of the changelog that the state was written to; empty when it was not noted yet
     * @param foundId id of the one that is there; empty when there is none
     * @param hasState whether the positions say that something was read and kept
     * @param hasPositions whether anything says where the inputs stand
     * @param empty whether a partition that state was written to has no record any more, or none has any
     * @return what is the matter, empty when nothing is
     */
    public static String of(String knownId, String foundId, boolean hasState, boolean hasPositions, boolean empty) {
        if (!hasPositions) {
            return foundId.isEmpty() || empty
                    ? ""
                    : "has state, but nothing says where its inputs stand: all of them would be counted twice";
        }
        if (!hasState) {
            return "";
        }
        if (foundId.isEmpty()) {
            return "is gone, and the state with it: its inputs would not be read again";
        }
        if (!knownId.isEmpty() && !knownId.equals(foundId)) {
            return "was deleted and made again, and the state is lost: its inputs would not be read again";
        }
        return empty ? "is empty, and the state is lost: its inputs would not be read again" : "";
    }
}
