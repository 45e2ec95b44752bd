/**
 * How large a deployment has to be: figures that the bench measured ({@link io.tributary.domain.capacity.BenchFigures}), and what follows
 * from them for a demand ({@link io.tributary.domain.capacity.CapacityPlan}).
 */
package io.tributary.domain.capacity;
