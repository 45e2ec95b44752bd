package io.tributary.analytics.report;

import io.tributary.analytics.store.Row;
import io.tributary.analytics.store.Tables;
import io.tributary.domain.LocalizedText;
import io.tributary.text.Nearest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * The programme that a report is about, as its last published version has it.
 *
 * @param name the id where no version was published
 * @param zone in which its days begin
 * @param appealDays in which an appeal is to be answered
 */
public record Subject(String programmeId, LocalizedText name, ZoneId zone, int appealDays) {
    /** Stands for all programmes together, as in the topic uplift. */
    public static final String ALL = "ALL";

    private static final LocalizedText ALL_NAME = new LocalizedText("全部扶持计划", "All support programmes");
    private static final int USUAL_APPEAL_DAYS = 15;
    private static final String USUAL_ZONE = "Asia/Shanghai";

    /**
     * Finds it.
     *
     * @throws IllegalArgumentException when nothing is known of it, with what is
     */
    public static Subject find(Tables tables, String programmeId) {
        if (programmeId.equals(ALL)) {
            return new Subject(ALL, ALL_NAME, zoneOfAll(tables), USUAL_APPEAL_DAYS);
        }
        Row latest = tables.first(
                        "select h.programme_name_zh, h.programme_name_en, h.programme_time_zone, a.days"
                                + " from programmes_history h left join programmes_history_programme_appeal a using (publication)"
                                + " where h.programme_programme_id = ? order by h.programme_version desc, h.published_at desc limit 1",
                        programmeId)
                .orElse(null);
        if (latest != null) {
            return new Subject(
                    programmeId,
                    new LocalizedText(latest.text("programme_name_zh"), latest.text("programme_name_en")),
                    zone(latest),
                    latest.has("days") ? (int) latest.count("days") : USUAL_APPEAL_DAYS);
        }
        List<String> known = known(tables);
        if (!known.contains(programmeId)) {
            throw new IllegalArgumentException("--programme " + programmeId + ": "
                    + (known.isEmpty()
                            ? "no programme was published yet; publish one with `tributary programmes apply`"
                            : "was never published" + Nearest.hint(programmeId, known)));
        }
        return new Subject(
                programmeId, new LocalizedText(programmeId, programmeId), ZoneId.of(USUAL_ZONE), USUAL_APPEAL_DAYS);
    }

    /** Whether it is all programmes together. */
    public boolean isAll() {
        return programmeId.equals(ALL);
    }

    /** That of the programme published last. */
    private static ZoneId zoneOfAll(Tables tables) {
        return tables.first("select programme_time_zone from programmes_history order by published_at desc limit 1")
                .map(Subject::zone)
                .orElse(ZoneId.of(USUAL_ZONE));
    }

    /** The usual one where what was published is none. */
    private static ZoneId zone(Row publication) {
        try {
            return ZoneId.of(publication.text("programme_time_zone"));
        } catch (DateTimeException e) {
            return ZoneId.of(USUAL_ZONE);
        }
    }

    private static List<String> known(Tables tables) {
        List<Row> rows = tables.rows("select programme_programme_id as id from programmes_history"
                + " union select programme_id as id from programme_metrics order by 1");
        return rows.stream().map(row -> row.text("id")).filter(Objects::nonNull).toList();
    }
}
