// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.security.SecureRandom;
import java.time.InstantSource;
import sallyport.server.iam.credential.CredentialReports;
import sallyport.server.iam.credential.Logins;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.iam.policy.Attachments;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.iam.policy.Policies;
import sallyport.server.iam.role.IamRoles;
import sallyport.server.iam.role.InstanceProfiles;
import sallyport.server.identity.Home;
import sallyport.server.identity.UniqueIds;
import sallyport.server.keys.MasterKey;
import sallyport.server.store.Store;

/** All of IAM's state in one hand, over one store. */
public final class Iam {
    private final IamChanges changes = new IamChanges();
    private final AwsManagedPolicies awsManaged = new AwsManagedPolicies();
    private final IamState state;
    private final Users users;
    private final Groups groups;
    private final UserKeys keys;
    private final Logins logins;
    private final MfaDevices mfaDevices;
    private final AccountSettings account;
    private final Policies policies;
    private final Attachments attachments;
    private final InlinePolicies inlinePolicies;
    private final IamRoles roles;
    private final InstanceProfiles instanceProfiles;
    private final CredentialReports credentialReports;

    public Iam(Store store, Home home, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        UniqueIds ids = new UniqueIds(random);
        state = new IamState(store, home, changes);
        users = new Users(state, ids, clock);
        groups = new Groups(state, users, ids, clock);
        keys = new UserKeys(state, masterKey, ids, clock);
        account = new AccountSettings(state);
        policies = new Policies(state, awsManaged, ids, clock);
        attachments = new Attachments(state, policies, clock);
        inlinePolicies = new InlinePolicies(state);
        roles = new IamRoles(state, policies, ids, clock);
        instanceProfiles = new InstanceProfiles(state, roles, ids, clock);
        logins = new Logins(state, account, random, clock);
        mfaDevices = new MfaDevices(state, users, masterKey, random, clock);
        credentialReports = new CredentialReports(state, users, keys, clock);
    }

    public IamChanges changes() {
        return changes;
    }

    /** The policies that come with the program. */
    public AwsManagedPolicies awsManaged() {
        return awsManaged;
    }

    public IamState state() {
        return state;
    }

    public Users users() {
        return users;
    }

    public Groups groups() {
        return groups;
    }

    public UserKeys keys() {
        return keys;
    }

    public Logins logins() {
        return logins;
    }

    public MfaDevices mfaDevices() {
        return mfaDevices;
    }

    public Policies policies() {
        return policies;
    }

    public Attachments attachments() {
        return attachments;
    }

    public InlinePolicies inlinePolicies() {
        return inlinePolicies;
    }

    public IamRoles roles() {
        return roles;
    }

    public InstanceProfiles instanceProfiles() {
        return instanceProfiles;
    }

    public AccountSettings account() {
        return account;
    }

    public CredentialReports credentialReports() {
        return credentialReports;
    }
}
