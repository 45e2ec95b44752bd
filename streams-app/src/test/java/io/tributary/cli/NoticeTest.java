package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.domain.rules.ChangeKind;
import io.tributary.domain.rules.Jurisdiction;
import io.tributary.domain.rules.NoticePolicy;
import io.tributary.domain.rules.RuleDifference;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.programmes.v1.PublicationKind;
import io.tributary.programmes.v1.Transition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final long NOW = Instant.parse("2026-03-01T02:30:00Z").toEpochMilli();
    private static final NoticePolicy CHINA = new NoticePolicy(Jurisdiction.CN, 0, 30);
    private static final Programme FIRST = ProgrammeFile.read(Path.of("..", "deploy", "programmes", "newcomer.yaml"));
    private static final PublishedProgrammes PUBLISHED = PublishedProgrammes.of(List.of(FIRST));

    @Test
    void shouldRefuseWhatComesTooSoonWithTheFirstLawfulMoment() {
        assertThatThrownBy(() -> narrower(null).require(null))
                .hasMessage(
                        "effectiveFrom: newcomer v2 is an important change of newcomer v1 (floor) and must be published"
                                + " 30 days before: set effectiveFrom: 2026-03-31T11:00:00+08:00 or later");
        assertThatCode(() -> narrower(NOW + days(30)).require(null)).doesNotThrowAnyException();
    }

    @Test
    void shouldShortenTheOperatorsOwnNoticeInAnEmergencyAndNeverTheLaws() {
        assertThatThrownBy(() -> narrower(NOW + days(16)).require(null)).hasMessageContaining("--force --reason");
        assertThatCode(() -> narrower(NOW + days(16)).require("flood")).doesNotThrowAnyException();
        assertThatThrownBy(() -> narrower(NOW + days(14)).require("flood"))
                .hasMessageContaining("15 days")
                .hasMessageContaining("which --force cannot shorten");
    }

    @Test
    void shouldAskNothingOfAFirstVersion() {
        Notice notice = Notice.of(PublishedProgrammes.of(List.of()), FIRST, CHINA, NOW);

        assertThat(notice.kind()).isEqualTo(PublicationKind.FIRST);
        assertThatCode(() -> notice.require(null)).doesNotThrowAnyException();
    }

    @Test
    void shouldCompareWithTheVersionThatWouldBeInForceThen() {
        Programme second = version(2, NOW + days(40)).setFloor(20).build();
        PublishedProgrammes published = PublishedProgrammes.of(List.of(FIRST, second));
        Programme third = version(3, NOW + days(50)).setFloor(20).build();

        assertThat(Notice.of(published, third, CHINA, NOW).change().differences())
                .isEmpty();
        assertThat(Notice.of(published, version(3, null).build(), CHINA, NOW)
                        .before()
                        .getVersion())
                .isEqualTo(1);
    }

    @Test
    void shouldCarryWhatIsInForceAndAnnounced() {
        Programme second = version(2, NOW + days(40)).build();
        Programme third = version(3, NOW + days(30)).build();
        PublishedProgrammes published = PublishedProgrammes.of(List.of(FIRST, second, third));

        assertThat(published.carried(NOW).keySet()).containsExactly("newcomer", "newcomer@3");
        assertThat(published.carried(NOW + days(30)).keySet()).containsExactly("newcomer@3");
        assertThat(published.keys("newcomer")).containsExactly("newcomer", "newcomer@2", "newcomer@3");
    }

    @Test
    void shouldOweTheSameNoticeThoughThoseWhoTakePartStay() {
        Programme second = version(2, NOW + days(40))
                .setFloor(20)
                .setTransition(until(days(90)))
                .build();
        Notice notice = Notice.of(PUBLISHED, second, CHINA, NOW);
        assertThat(notice.kind()).isEqualTo(PublicationKind.IMPORTANT);
        assertThat(notice.change().differences())
                .extracting(RuleDifference::field, RuleDifference::kind)
                .containsExactly(tuple("floor", ChangeKind.IMPORTANT), tuple("transition", ChangeKind.GENERAL));

        PublishedProgrammes published = PublishedProgrammes.of(List.of(FIRST, second));
        Programme shorter = version(3, NOW + days(50)).setFloor(20).build();
        assertThat(Notice.of(published, shorter, CHINA, NOW).kind()).isEqualTo(PublicationKind.IMPORTANT);
        Programme after = version(3, NOW + days(95)).setFloor(20).build();
        assertThat(Notice.of(published, after, CHINA, NOW).change().differences())
                .as("what is over can be left out")
                .isEmpty();
        assertThat(published.carried(NOW + days(45)).keySet()).containsExactly("newcomer", "newcomer@2");
        assertThat(published.carried(NOW + days(90)).keySet()).containsExactly("newcomer@2");
    }

    @Test
    void shouldRefuseATransitionFromWhatNobodyCanStayUnder() {
        Programme alone = version(2, NOW).setTransition(until(days(90))).build();
        assertThatThrownBy(() -> Notice.of(PublishedProgrammes.of(List.of()), alone, CHINA, NOW)
                        .require(null))
                .hasMessageStartingWith("transition: no version is in force before newcomer v2");
        Programme hourly = version(2, NOW + days(40))
                .setPeriodMinutes(60)
                .setTransition(until(days(90)))
                .build();
        assertThatThrownBy(() -> Notice.of(PUBLISHED, hourly, CHINA, NOW).require(null))
                .hasMessageStartingWith("transition: nobody can stay under newcomer v1");
    }

    @Test
    void shouldRetireAProgrammeWithoutCuttingATransitionShort() {
        Programme second =
                version(2, NOW - days(1)).setTransition(until(days(90))).build();
        Programme ended = ProgrammeEnd.of(second, 3, NOW + days(20), NOW);
        assertThat(ended.getTransition()).isEqualTo(until(days(90)));
        assertThat(ended.getEffectiveFrom()).isEqualTo(NOW);
        Programme atOnce = ProgrammeEnd.of(second, 3, NOW, NOW);
        assertThat(atOnce.getTransition()).isNull();
        assertThat(atOnce.getEffectiveFrom()).isNull();
    }

    private static Transition until(long after) {
        return new Transition(NOW + after, false);
    }

    @Test
    void shouldPublishOnlyWhatDiffersUnderARisingVersion() {
        assertThat(RuleApplication.isNew(FIRST, new TreeMap<>())).isTrue();
        assertThat(RuleApplication.isNew(FIRST, PUBLISHED.versions("newcomer"))).isFalse();
        assertThatThrownBy(() -> RuleApplication.isNew(
                        Programme.newBuilder(FIRST).setFloor(1).build(), PUBLISHED.versions("newcomer")))
                .hasMessageContaining("set version: 2");
    }

    @Test
    void shouldTellALineOfTheHistory() {
        Publication publication = Publication.newBuilder()
                .setProgramme(version(2, NOW + days(16)).build())
                .setPublishedAt(NOW)
                .setKind(PublicationKind.IMPORTANT)
                .setReplaces(1)
                .setReason("flood")
                .build();
        assertThat(ProgrammeHistoryCommand.line(publication))
                .isEqualTo("newcomer v2: IMPORTANT, published 2026-03-01T02:30:00Z, in force from 2026-03-17T02:30:00Z,"
                        + " replaces v1, notice shortened: flood");
    }

    private static Notice narrower(Long from) {
        return Notice.of(PUBLISHED, version(2, from).setFloor(20).build(), CHINA, NOW);
    }

    private static Programme.Builder version(int version, Long from) {
        return Programme.newBuilder(FIRST).setVersion(version).setEffectiveFrom(from);
    }

    private static long days(int days) {
        return TimeUnit.DAYS.toMillis(days);
    }
}
