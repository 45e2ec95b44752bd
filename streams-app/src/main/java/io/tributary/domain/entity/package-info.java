/**
 * Legal entities: the shops of one owner share one cap of exposures in a programme, in whatever partitions they live.
 *
 * <p>Nobody asks another before it charges. An entity splits its cap into shares, each shop limits its own grants to the share that it has
 * taken up, and the shares that shops may hold never come to more than the cap:
 *
 * <pre>
 *   shop                                        entity
 *     | -- report: claim, and what it holds ----> |   reserves for each shop the most that it may hold: what it says it
 *     |                                           |   holds, and each share offered to it that it has not taken up
 *     | &lt;--------- answer: its shares ----------- |   lowers at once; raises by no more than cap less all reserves
 *     |   a lower share is taken up at once,      |
 *     |   a higher one in its period or later     |
 *     | -- report: taken up, holds so much -----> |   what was lowered is free now, and is offered to others
 * </pre>
 *
 * <p>Reports and answers are whole, numbered and told in order to one partition: of two the higher number holds, so that a repeated one does
 * nothing. What a shop was granted and has spent it cannot give back before the period ends: it holds the larger of that and its share.
 */
package io.tributary.domain.entity;
