package io.tributary.demo.replay;

/**
 * One row of an events file.
 *
 * @param line line number in the file, the header is 1
 * @param time epoch milliseconds UTC
 * @param user who it was: stays in this package
 * @param item what was shown
 * @param provider the item's merchant
 * @param converted whether it was bought
 */
record Interaction(long line, long time, String user, String item, String provider, boolean converted) {}
