package io.tributary.domain.dedup;

/** Set of 128-bit ids with removal: open addressing, linear probing, backward-shift deletion (Knuth, TAOCP 3, 6.4 R). */
final class IdSet {
    private long[] table = new long[32];
    private int size;

    boolean contains(long first, long second) {
        return find(first, second) >= 0;
    }

    void add(long first, long second) {
        if ((size + 1) * 4 > table.length / 2 * 3) {
            resize(table.length * 2);
        }
        insert(first, second);
        size++;
    }

    void remove(long first, long second) {
        int hole = find(first, second);
        if (hole < 0) {
            return;
        }
        size--;
        int next = hole;
        while (true) {
            next = following(next);
            if (table[next] == 0) {
                break;
            }
            int home = home(table[next]);
            boolean movable = hole <= next ? home <= hole || home > next : home <= hole && home > next;
            if (movable) {
                table[hole] = table[next];
                table[hole + 1] = table[next + 1];
                hole = next;
            }
        }
        table[hole] = 0;
        table[hole + 1] = 0;
        if (table.length > 64 && size * 16 < table.length) {
            resize(table.length / 2);
        }
    }

    int size() {
        return size;
    }

    private int find(long first, long second) {
        int at = home(first);
        while (table[at] != 0) {
            if (table[at] == first && table[at + 1] == second) {
                return at;
            }
            at = following(at);
        }
        return -1;
    }

    private void insert(long first, long second) {
        int at = home(first);
        while (table[at] != 0) {
            at = following(at);
        }
        table[at] = first;
        table[at + 1] = second;
    }

    private void resize(int length) {
        long[] old = table;
        table = new long[length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                insert(old[i], old[i + 1]);
            }
        }
    }

    private int home(long first) {
        return (int) (first & table.length / 2 - 1) << 1;
    }

    private int following(int at) {
        return at + 2 & table.length - 1;
    }
}
