/** How long the work stands still when an instance is killed. */
package io.tributary.bench.recovery;
