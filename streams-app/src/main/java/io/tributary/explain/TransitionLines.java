package io.tributary.explain;

import io.tributary.domain.LocalizedText;
import io.tributary.programmes.v1.Programme;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What transitions between versions of a programme mean for those who took part in the former one. */
final class TransitionLines {
    private TransitionLines() {}

    /** What a version says of those who took part before it. */
    static Optional<LocalizedText> of(Programme rules, ZoneId zone) {
        if (rules.getTransition() == null || rules.getEffectiveFrom() == null) {
            return Optional.empty();
        }
        String from = Words.moment(rules.getEffectiveFrom(), zone);
        LocalizedText until = until(List.of(rules), zone);
        return Optional.of(Words.text(
                from + " 前已参加的商家按原版本执行" + until.zh(),
                "who took part before " + from + " stays under the former version" + until.en()));
    }

    /**
     * How long a merchant stays under a version that others have replaced.
     *
     * @param after the versions that did, in their order; none where none did
     */
    static Optional<LocalizedText> stay(Programme rules, List<Programme> after, ZoneId zone) {
        if (after.isEmpty() || after.stream().anyMatch(each -> each.getTransition() == null)) {
            return Optional.empty();
        }
        Programme inForce = after.get(after.size() - 1);
        String since = Words.moment(inForce.getEffectiveFrom(), zone);
        LocalizedText until = until(after, zone);
        return Optional.of(Words.text(
                "该商家按版本 " + rules.getVersion() + " 执行" + until.zh() + "；版本 " + inForce.getVersion() + " 自 " + since
                        + " 起生效",
                "it stays under v" + rules.getVersion() + until.en() + "; v" + inForce.getVersion()
                        + " is in force since " + since));
    }

    private static LocalizedText until(List<Programme> versions, ZoneId zone) {
        long earliest = versions.stream()
                .map(Programme::getTransition)
                .mapToLong(each -> each.getToTheEnd() ? Long.MAX_VALUE : each.getEndsAt())
                .min()
                .orElse(Long.MAX_VALUE);
        return earliest == Long.MAX_VALUE
                ? Words.text("，直至该版本结束或商家退出", " as long as that runs and it takes part")
                : Words.text(
                        "，至 " + Words.moment(earliest, zone) + " 或商家退出为止",
                        " until " + Words.moment(earliest, zone) + ", or until it leaves");
    }
}
