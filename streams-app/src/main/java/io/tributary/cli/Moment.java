package io.tributary.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as people write them in options. */
public final class Moment {
    /** What may be written, for help texts. */
    public static final String HELP =
            "2026-03-01T12:00:00+08:00, 2026-03-01T12:00 (in this machine's zone), 2026-03-01, or 10m ago as -10m"
                    + " (s, m, h, d)";

    private static final Pattern AGO = Pattern.compile("-(\\d{1,9})([smhd])");
    private static final Pattern WITH_ZONE = Pattern.compile(".*T.*([zZ]|[+-]\\d\\d:?\\d\\d)$");

    private Moment() {}

    /**
     * Epoch milliseconds.
     *
     * @param option its name, for the error
     * @throws IllegalArgumentException in one line with what may be written
     */
    public static long parse(String option, String text, long now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        try {
            if (text.equalsIgnoreCase("now")) {
                return now;
            } else if (ago.matches()) {
                return now
                        - unit(ago.group(2))
                                .multipliedBy(Long.parseLong(ago.group(1)))
                                .toMillis();
            } else if (WITH_ZONE.matcher(text).matches()) {
                return OffsetDateTime.parse(text.replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                        .toInstant()
                        .toEpochMilli();
            }
            LocalDateTime local = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return local.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(option + " '" + text + "': is no moment; write " + HELP, e);
        }
    }

    /** Epoch milliseconds for people. */
    static String show(long time) {
        return Instant.ofEpochMilli(time).toString();
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
