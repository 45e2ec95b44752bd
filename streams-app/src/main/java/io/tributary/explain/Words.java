package io.tributary.explain;

import io.tributary.domain.LocalizedText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Numbers, moments and sentences as pages have them. */
final class Words {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_UP);

    private static final Pattern MILLISECONDS = Pattern.compile("-?\\d{1,15}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z");

    private Words() {}

    static LocalizedText text(String zh, String en) {
        return new LocalizedText(zh, en);
    }

    /** What is the same in both languages: ids, figures. */
    static LocalizedText same(String text) {
        return new LocalizedText(text, text);
    }

    static LocalizedText text(io.tributary.common.v1.LocalizedText record) {
        return new LocalizedText(record.getZh(), record.getEn());
    }

    /** Six significant digits, without an exponent. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** 0..1 as per cent. */
    static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** A fact's value where its moments are those of a zone: of one that is named so (joinedAt) its milliseconds, of others those of UTC in its text. */
    static String moments(String name, String value, ZoneId zone) {
        if (name.endsWith("At") && MILLISECONDS.matcher(value).matches()) {
            return moment(Long.parseLong(value), zone);
        }
        return INSTANT.matcher(value)
                .replaceAll(found -> moment(Instant.parse(found.group()).toEpochMilli(), zone));
    }

    /** A moment in a zone, with its offset. */
    static String moment(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time)
                .atZone(zone)
                .truncatedTo(ChronoUnit.SECONDS)
                .toOffsetDateTime()
                .toString();
    }
}
