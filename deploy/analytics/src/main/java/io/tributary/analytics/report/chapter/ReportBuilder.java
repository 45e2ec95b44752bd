package io.tributary.analytics.report.chapter;

import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.Span;
import io.tributary.analytics.report.Subject;
import io.tributary.analytics.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes reports from the tables of a read model: the same tables give the same report. */
public final class ReportBuilder {
    private static final List<ChapterWriter> OF_ONE = List.of(
            new DeliveryChapter(),
            new UptakeChapter(),
            new GroupsChapter(),
            new FairnessChapter(),
            new EffectChapter(),
            new CostChapter(),
            new BenefitsChapter(),
            new DecisionsChapter(),
            new CasesChapter(),
            new RulesChapter());

    private static final List<ChapterWriter> OF_ALL = List.of(
            new DeliveryChapter(),
            new ProgrammesChapter(),
            new EffectChapter(),
            new CostChapter(),
            new BenefitsChapter(),
            new DecisionsChapter(),
            new CasesChapter(),
            new RulesChapter());

    private static final String LATEST = "select max(time) as latest from programme_metrics where programme_id like ?";

    private final Tables tables;
    private final Consumer<String> progress;

    /**
     * @param progress is told in lines how far it is
     */
    public ReportBuilder(Tables tables, Consumer<String> progress) {
        this.tables = tables;
        this.progress = progress;
    }

    /** The report of a programme over a span. */
    public Report build(Subject subject, Span span) {
        Evidence evidence = new Evidence(tables, subject, span);
        List<ChapterWriter> writers = subject.isAll() ? OF_ALL : OF_ONE;
        List<Chapter> chapters = new ArrayList<>();
        for (ChapterWriter writer : writers) {
            chapters.add(writer.write(evidence));
            progress.accept("report: chapter " + chapters.size() + " of " + writers.size() + " is written");
        }
        long latest = tables.first(LATEST, evidence.pattern()).orElseThrow().count("latest");
        return new Report(subject, span, latest, chapters);
    }
}
