// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import org.jdbi.v3.core.Handle;
import sallyport.server.store.iam.AccountTable;
import sallyport.server.store.iam.AttachmentTable;
import sallyport.server.store.iam.GroupTable;
import sallyport.server.store.iam.InlinePolicyTable;
import sallyport.server.store.iam.InstanceProfileTable;
import sallyport.server.store.iam.LoginProfileTable;
import sallyport.server.store.iam.MfaDeviceTable;
import sallyport.server.store.iam.OidcProviderTable;
import sallyport.server.store.iam.PolicyTable;

/** The tables, within one transaction, for one place. Not to be used after the transaction. */
public final class Tables {

    private final Rows rows;

    Tables(Handle handle, Place place) {
        this.rows = new Rows(handle, place);
    }

    public HomeTable homes() {
        return new HomeTable(rows);
    }

    public UserTable users() {
        return new UserTable(rows);
    }

    public RoleTable roles() {
        return new RoleTable(rows);
    }

    public AccessKeyTable accessKeys() {
        return new AccessKeyTable(rows);
    }

    public GroupTable groups() {
        return new GroupTable(rows);
    }

    public InstanceProfileTable instanceProfiles() {
        return new InstanceProfileTable(rows);
    }

    public PolicyTable policies() {
        return new PolicyTable(rows);
    }

    public AttachmentTable attachments() {
        return new AttachmentTable(rows);
    }

    public InlinePolicyTable inlinePolicies() {
        return new InlinePolicyTable(rows);
    }

    public LoginProfileTable loginProfiles() {
        return new LoginProfileTable(rows);
    }

    public MfaDeviceTable mfaDevices() {
        return new MfaDeviceTable(rows);
    }

    public OidcProviderTable oidcProviders() {
        return new OidcProviderTable(rows);
    }

    public AccountTable account() {
        return new AccountTable(rows);
    }

    public ActivationTable activations() {
        return new ActivationTable(rows);
    }

    public JoinTokenTable joinTokens() {
        return new JoinTokenTable(rows);
    }

    public NodeTable nodes() {
        return new NodeTable(rows);
    }

    public TagTable tags() {
        return new TagTable(rows);
    }

    public UsedSignatureTable usedSignatures() {
        return new UsedSignatureTable(rows);
    }

    public SessionTable sessions() {
        return new SessionTable(rows);
    }

    public SessionTokenTable sessionTokens() {
        return new SessionTokenTable(rows);
    }
}
