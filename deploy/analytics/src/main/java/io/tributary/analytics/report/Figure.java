package io.tributary.analytics.report;

import io.tributary.domain.LocalizedText;

/**
 * One figure of a report.
 *
 * @param id names it for machines, within its chapter
 * @param definition what it is, and which article it serves
 */
public record Figure(String id, LocalizedText name, Value value, Definition definition) {}
