package io.tributary.schemas;

/** Headers of a record on boost-directives that has no value. */
public final class DirectiveHeaders {
    /** Why the directive was withdrawn: a word in capitals, for example STOPPED. */
    public static final String REASON = "tributary.reason";
    /** The same as merchants read it, simplified Chinese. */
    public static final String EXPLANATION_ZH = "tributary.explanation.zh";
    /** The same in English. */
    public static final String EXPLANATION_EN = "tributary.explanation.en";

    private DirectiveHeaders() {}
}
