package io.tributary.analytics.report;

import io.tributary.domain.LocalizedText;
import java.time.ZoneId;
import java.util.Currency;

/** What a figure is, before anybody has written it down in a language. */
public sealed interface Value {
    /** A number of things. */
    record Count(long number) implements Value {}

    /** A part of a whole, 1 for all of it. */
    record Share(double share) implements Value {}

    /** A number with its unit: how it is read is said by its name. */
    record Decimal(double number) implements Value {}

    /**
     * An amount.
     *
     * @param minor in minor units
     * @param currency ISO 4217 code
     */
    record Money(long minor, String currency) implements Value {
        /** Decimal places of a currency; 2 of one that this JVM does not know. */
        public static int digits(String currency) {
            try {
                return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            } catch (IllegalArgumentException e) {
                return 2;
            }
        }
    }

    /** A moment, epoch milliseconds, in a zone. */
    record Moment(long time, ZoneId zone) implements Value {}

    /** The day that begins then. */
    record Day(long time, ZoneId zone) implements Value {}

    /** A text that is the same in all languages: an id, a code. */
    record Code(String text) implements Value {}

    record Words(LocalizedText text) implements Value {}

    /**
     * An estimate with its interval of 95 %.
     *
     * @param asShare whether the numbers are parts of a whole
     */
    record Estimate(double number, double low, double high, boolean asShare) implements Value {
        /** Whether the interval leaves out that there is no effect. */
        public boolean isSignificant() {
            return low > 0 || high < 0;
        }
    }

    /** There is a figure, and it is not published. */
    record Withheld(LocalizedText reason) implements Value {}

    /** There is none: nothing was observed. */
    record Missing() implements Value {}

    Value MISSING = new Missing();

    /** A part of a whole; missing where the whole is nothing. */
    static Value share(double part, double whole) {
        return whole == 0 || Double.isNaN(part / whole) ? MISSING : new Share(part / whole);
    }

    /** Missing where it is not a number. */
    static Value decimal(double number) {
        return Double.isNaN(number) ? MISSING : new Decimal(number);
    }

    static Value percent(double share) {
        return Double.isNaN(share) ? MISSING : new Share(share);
    }

    static Value code(String text) {
        return text == null || text.isEmpty() ? MISSING : new Code(text);
    }

    static Value words(String zh, String en) {
        return new Words(new LocalizedText(zh, en));
    }
}
