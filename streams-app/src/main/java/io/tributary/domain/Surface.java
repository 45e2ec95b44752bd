package io.tributary.domain;

/** Where items are shown. Same order as the schema's symbols. */
public enum Surface {
    UNKNOWN,
    FEED,
    SEARCH,
    LIVE,
    SHORT_VIDEO,
    CHANNEL
}
