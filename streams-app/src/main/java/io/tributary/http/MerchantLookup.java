package io.tributary.http;

/** Says what is known of merchants. Asked from any thread; takes some seconds at most. */
@FunctionalInterface
public interface MerchantLookup {
    Answer find(String merchantId);

    /** What an answer is. */
    enum Kind {
        FOUND,
        /** Nothing is known of the merchant. */
        UNKNOWN,
        /** Another instance has it. */
        ELSEWHERE,
        /** Nobody can say now: ask again. */
        AWAY
    }

    /**
     * An answer.
     *
     * @param view of the merchant, null but for FOUND
     * @param words host:port of the other instance, or why nothing is said; empty for FOUND
     */
    record Answer(Kind kind, Object view, String words) {
        public static Answer found(Object view) {
            return new Answer(Kind.FOUND, view, "");
        }

        public static Answer without(Kind kind, String words) {
            return new Answer(kind, null, words);
        }
    }
}
