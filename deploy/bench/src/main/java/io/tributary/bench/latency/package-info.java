/** How long it takes from an event to what it causes, at a fixed rate of events: the open loop. */
package io.tributary.bench.latency;
