// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.attachment;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.iam.policy.Attachments;
import sallyport.server.iam.policy.InlinePolicies;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;

/** The operations on the policies of users, groups and roles that there are. */
public final class AttachmentOperations {
    private AttachmentOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        HolderTargets targets = new HolderTargets(home, iam);
        Attachments attachments = iam.attachments();
        InlinePolicies inline = iam.inlinePolicies();
        return List.of(
                new AttachUserPolicy(targets, attachments),
                new DetachUserPolicy(targets, attachments),
                new ListAttachedUserPolicies(targets, attachments, paging),
                new PutUserPolicy(targets, inline),
                new GetUserPolicy(targets, inline),
                new DeleteUserPolicy(targets, inline),
                new ListUserPolicies(targets, inline, paging),
                new AttachGroupPolicy(targets, attachments),
                new DetachGroupPolicy(targets, attachments),
                new ListAttachedGroupPolicies(targets, attachments, paging),
                new PutGroupPolicy(targets, inline),
                new GetGroupPolicy(targets, inline),
                new DeleteGroupPolicy(targets, inline),
                new ListGroupPolicies(targets, inline, paging),
                new AttachRolePolicy(targets, attachments),
                new DetachRolePolicy(targets, attachments),
                new ListAttachedRolePolicies(targets, attachments, paging),
                new PutRolePolicy(targets, inline),
                new GetRolePolicy(targets, inline),
                new DeleteRolePolicy(targets, inline),
                new ListRolePolicies(targets, inline, paging));
    }
}
