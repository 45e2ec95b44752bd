package io.tributary.chaos;

/**
 * One time that an alert fired.
 *
 * @param alert its name
 * @param labels what tells it from others of that name, as instance=a; empty where nothing does
 * @param from when it began, epoch milliseconds
 * @param until when it was last seen to fire, epoch milliseconds
 */
record Firing(String alert, String labels, long from, long until) {
    @Override
    public String toString() {
        return labels.isEmpty() ? alert : alert + "(" + labels + ")";
    }
}
