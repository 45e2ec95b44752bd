/** The parts of the merchant topology's cost, one at a time, with JMH: no broker, no framework, no store. */
package io.tributary.bench.kernel;
