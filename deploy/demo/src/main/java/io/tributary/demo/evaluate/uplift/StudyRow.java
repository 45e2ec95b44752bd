package io.tributary.demo.evaluate.uplift;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How often the estimator was right.
 *
 * @param relativeBias mean estimate by the truth, less 1
 * @param coverage95 part of the intervals that hold the truth
 * @param typeOneUnderPeeking part of the runs without effect in which the confidence sequence ever left it out
 * @param cupedVarianceRatio variance with the time before by (1 - rho squared) times the variance without; 1 is what theory says
 * @param srmPower part of the splits of 48 to 52 that were withheld
 * @param srmFalseAlarm part of the fair splits that were withheld
 * @param beforeAfterRelativeBias what a comparison with the time before would have said, by the truth, less 1
 */
record StudyRow(
        int runs,
        double relativeBias,
        double coverage95,
        double typeOneUnderPeeking,
        double cupedVarianceRatio,
        double srmPower,
        double srmFalseAlarm,
        @JsonIgnore double beforeAfterRelativeBias) {}
