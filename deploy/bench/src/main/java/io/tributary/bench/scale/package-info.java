/** What merchants and programmes cost as they become many, and whether anything grows with time. */
package io.tributary.bench.scale;
