package io.tributary.analytics.report.page;

import io.tributary.analytics.report.ReportLanguage;
import io.tributary.analytics.report.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values as people read them. */
public final class ValueText {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    /** Of an estimate: its interval says that more would be for show. */
    private static final MathContext OF_ESTIMATES = new MathContext(3, RoundingMode.HALF_UP);

    private static final double LARGE = 1_000;

    private final ReportLanguage language;

    public ValueText(ReportLanguage language) {
        this.language = language;
    }

    public String of(Value value) {
        if (value instanceof Value.Count count) {
            return String.format(Locale.ROOT, "%,d", count.number());
        } else if (value instanceof Value.Share share) {
            return percent(share.share());
        } else if (value instanceof Value.Decimal decimal) {
            return decimal(decimal.number());
        } else if (value instanceof Value.Money money) {
            return money(money);
        } else if (value instanceof Value.Estimate estimate) {
            return estimate(estimate);
        }
        return words(value);
    }

    private String words(Value value) {
        if (value instanceof Value.Moment moment) {
            return at(moment.time(), moment.zone())
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toOffsetDateTime()
                    .toString();
        } else if (value instanceof Value.Day day) {
            return at(day.time(), day.zone()).toLocalDate().toString();
        } else if (value instanceof Value.Code code) {
            return code.text();
        } else if (value instanceof Value.Words words) {
            return language.of(words.text());
        } else if (value instanceof Value.Withheld withheld) {
            return language.of("不公布：", "withheld: ") + language.of(withheld.reason());
        }
        return "–";
    }

    private static ZonedDateTime at(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone);
    }

    private String estimate(Value.Estimate estimate) {
        String number = signed(estimate.number(), estimate.asShare());
        String low = signed(estimate.low(), estimate.asShare());
        String high = signed(estimate.high(), estimate.asShare());
        return language.of(number + "（" + low + " 至 " + high + "）", number + " (" + low + " to " + high + ")");
    }

    private static String signed(double number, boolean asShare) {
        String text = asShare
                ? String.format(Locale.ROOT, "%.1f %%", number * 100)
                : decimal(new BigDecimal(number).round(OF_ESTIMATES).doubleValue());
        return number > 0 ? "+" + text : text;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    /** Four significant digits; whole numbers and large ones with commas. */
    static String decimal(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "–";
        }
        if (Math.abs(number) >= LARGE || number == Math.rint(number)) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String money(Value.Money money) {
        int digits = Value.Money.digits(money.currency());
        return String.format(
                Locale.ROOT, "%,." + digits + "f %s", BigDecimal.valueOf(money.minor(), digits), money.currency());
    }
}
