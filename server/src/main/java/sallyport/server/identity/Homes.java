// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.Secret;
import sallyport.server.keys.WrongKeyException;
import sallyport.server.store.HomeTable;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;

/** Finds the account and region a store belongs to, or founds them at the first start. */
public final class Homes {

    private static final String KEY_CHECK = "sallyport";
    private static final int ACCOUNT_DIGITS = 12;

    private final Store store;
    private final MasterKey key;
    private final UniqueIds ids;
    private final SecureRandom random;
    private final InstantSource clock;

    public Homes(Store store, MasterKey key, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.key = key;
        this.ids = new UniqueIds(random);
        this.random = random;
        this.clock = clock;
    }

    /**
     * The store's home. At the first start it is made, with the role and the instance profile {@link Roles#SALLYPORT_NODE}.
     *
     * @param account the account asked for; empty takes what the store has, or a random one
     * @throws HomeMismatchException if the store has another home, or its secrets are wrapped with another key
     */
    public Home openOrCreate(Region region, Optional<AccountId> account) {
        Home wanted = new Home(account.orElseGet(this::randomAccount), region);
        HomeTable.Row found = store.write(
                wanted.place(),
                tables -> tables.homes().list().stream().findFirst().orElseGet(() -> create(tables, wanted)));
        Home home = new Home(new AccountId(found.account()), new Region(found.region()));
        if (!home.region().equals(region)) {
            throw new HomeMismatchException("the store belongs to region \"" + home.region()
                    + "\"; set \"region\" to that, or use another store");
        }
        if (account.isPresent() && !home.account().equals(account.get())) {
            throw new HomeMismatchException("the store belongs to account \"" + home.account()
                    + "\"; remove the setting \"account\", or use another store");
        }
        checkKey(home, found.keyCheck());
        return home;
    }

    private HomeTable.Row create(Tables tables, Home home) {
        long now = clock.millis();
        HomeTable.Row row = new HomeTable.Row(
                home.account().digits(), home.region().name(), key.wrap(new Secret(KEY_CHECK), owner(home)), now);
        tables.homes().insert(row);
        Roles.createForNodes(tables, ids, now);
        return row;
    }

    private void checkKey(Home home, String keyCheck) {
        try {
            key.unwrap(keyCheck, owner(home));
        } catch (WrongKeyException _) {
            throw new HomeMismatchException(
                    "the master key is not the one this store was written with; restore that one from your backup");
        }
    }

    private static String owner(Home home) {
        return "home " + home.account() + " " + home.region();
    }

    private AccountId randomAccount() {
        StringBuilder digits = new StringBuilder(ACCOUNT_DIGITS);
        digits.append(1 + random.nextInt(9)); // as programs that take an account for a number lose leading zeros
        while (digits.length() < ACCOUNT_DIGITS) {
            digits.append(random.nextInt(10));
        }
        return new AccountId(digits.toString());
    }
}
