package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an instance knows of a merchant, for people or as it came. */
final class MerchantStateText {
    private final boolean json;

    MerchantStateText(boolean json) {
        this.json = json;
    }

    String of(JsonNode view) {
        return json ? Json.write(view) : String.join(System.lineSeparator(), lines(view));
    }

    private static List<String> lines(JsonNode view) {
        List<String> lines = new ArrayList<>();
        lines.add("merchant " + view.path("merchantId").asText()
                + (view.path("profiled").asBoolean()
                        ? ", profile of " + time(view.path("profiledAt"))
                        : ", without a profile")
                + (view.path("complete").asBoolean()
                        ? ""
                        : "; not complete: counts of before the restart are added with its next beat"));
        for (JsonNode programme : view.path("programmes")) {
            programme(programme, lines);
        }
        for (JsonNode decision : view.path("decisions")) {
            List<String> clauses = new ArrayList<>();
            decision.path("clauses").forEach(clause -> clauses.add(clause.asText()));
            lines.add("decision " + decision.path("id").asText() + ": "
                    + (decision.path("eligible").asBoolean() ? "eligible" : "not eligible") + " by "
                    + decision.path("ground").asText() + " " + clauses);
        }
        JsonNode directive = view.path("directive");
        lines.add("directive number " + directive.path("sequence").asText()
                + (directive.path("expiresAt").asLong() == 0
                        ? ", none in force"
                        : " of " + time(directive.path("issuedAt")) + " until " + time(directive.path("expiresAt"))));
        lines.add("ledger entries: " + view.path("ledgerSequence").asText());
        lines.add("open minutes: " + view.at("/windows/openCells").asText() + " cells");
        for (JsonNode window : view.at("/windows/kept")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "window %-6s %s %s, %s cells",
                    window.path("size").asText(),
                    time(window.path("start")),
                    window.path("status").asText(),
                    window.path("cells").asText()));
        }
        lines.add("cases: " + view.path("cases").size() + "; programmes with missions or benefits: "
                + view.path("rewards").size());
        return lines;
    }

    private static void programme(JsonNode part, List<String> lines) {
        JsonNode enrolled = part.path("enrolled");
        JsonNode budget = part.path("budget");
        lines.add("programme " + enrolled.path("programmeId").asText() + " v"
                + enrolled.path("version").asText() + ": "
                + (enrolled.path("left").asBoolean() ? "left" : "takes part") + ", stage "
                + enrolled.path("stage").asText() + ", floor "
                + budget.at("/terms/floor").asText() + ", cap "
                + budget.at("/terms/cap").asText()
                + (part.at("/controller/boost/suspended").asBoolean() ? ", suspended" : ""));
        period("  this period", budget.path("current"), lines);
        period("  last period", budget.path("previous"), lines);
        JsonNode coupons = budget.path("coupons");
        if (!coupons.path("live").isEmpty()) {
            lines.add("  coupons: " + coupons.path("live").size() + ", used in this period "
                    + coupons.path("used").asText());
        }
    }

    private static void period(String name, JsonNode period, List<String> lines) {
        if (period.path("start").asLong() >= 0) {
            lines.add(name + " " + time(period.path("start")) + " to " + time(period.path("end")) + ": granted "
                    + period.path("granted").asText() + ", spent "
                    + period.path("spent").asText() + ", of it not in the ledger yet "
                    + period.path("unbooked").asText());
        }
    }

    private static String time(JsonNode millis) {
        return Moment.show(millis.asLong());
    }
}
