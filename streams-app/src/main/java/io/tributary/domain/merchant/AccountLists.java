package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Account;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A merchant's accounts in lists that are never changed: most merchants have none and share the empty one, and an event waits for memory
 * once where the others' are looked at.
 */
final class AccountLists {
    private AccountLists() {}

    /** The account under this programme, the last when there are several, or null. */
    static Account of(List<Account> accounts, String programmeId) {
        for (int i = accounts.size() - 1; i >= 0; i--) {
            if (accounts.get(i).programmeId().equals(programmeId)) {
                return accounts.get(i);
            }
        }
        return null;
    }

    static List<Account> with(List<Account> accounts, Account another) {
        return Stream.concat(accounts.stream(), Stream.of(another)).toList();
    }

    static List<Account> without(List<Account> accounts, Predicate<Account> gone) {
        return accounts.isEmpty()
                ? accounts
                : accounts.stream().filter(gone.negate()).toList();
    }

    static void write(List<Account> accounts, StateWriter writer) {
        writer.writeInt(accounts.size());
        for (Account account : accounts) {
            account.write(writer);
        }
    }

    static List<Account> read(StateReader reader) {
        List<Account> accounts = new ArrayList<>();
        for (int count = reader.readInt(); count > 0; count--) {
            accounts.add(Account.read(reader));
        }
        return List.copyOf(accounts);
    }
}
