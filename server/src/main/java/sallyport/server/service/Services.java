// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import sallyport.server.authz.Authorizer;
import sallyport.server.aws.Operation;
import sallyport.server.aws.PageTokens;
import sallyport.server.aws.Service;
import sallyport.server.documents.SessionDocuments;
import sallyport.server.federation.IdentityTokens;
import sallyport.server.iam.Iam;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.Roles;
import sallyport.server.node.Activations;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.JoinTokens;
import sallyport.server.node.Nodes;
import sallyport.server.service.ec2.InstanceOperations;
import sallyport.server.service.ec2messages.GetMessages;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.account.AccountOperations;
import sallyport.server.service.iam.attachment.AttachmentOperations;
import sallyport.server.service.iam.group.GroupOperations;
import sallyport.server.service.iam.key.KeyOperations;
import sallyport.server.service.iam.login.LoginOperations;
import sallyport.server.service.iam.mfa.MfaOperations;
import sallyport.server.service.iam.policy.PolicyOperations;
import sallyport.server.service.iam.profile.ProfileOperations;
import sallyport.server.service.iam.role.RoleOperations;
import sallyport.server.service.iam.user.UserOperations;
import sallyport.server.service.sallyport.CreateNodeJoinToken;
import sallyport.server.service.sallyport.DecisionOperations;
import sallyport.server.service.sallyport.JoinNode;
import sallyport.server.service.ssm.activation.ActivationOperations;
import sallyport.server.service.ssm.agent.AgentOperations;
import sallyport.server.service.ssm.document.DocumentOperations;
import sallyport.server.service.ssm.node.NodeOperations;
import sallyport.server.service.ssm.session.SessionOperations;
import sallyport.server.service.ssm.tag.TagOperations;
import sallyport.server.service.ssmmessages.CreateControlChannel;
import sallyport.server.service.ssmmessages.CreateDataChannel;
import sallyport.server.service.sts.StsOperations;
import sallyport.server.session.Sessions;

/** Every service and operation there is. What is not in these tables is answered with UnknownOperationException. */
public final class Services {
    /** Who may be what: the stored state that operations work on. */
    public record Registry(
            Nodes nodes,
            Activations activations,
            JoinTokens joinTokens,
            Credentials credentials,
            Roles roles,
            Iam iam,
            Deciding deciding) {}

    /** What decides who may do what, and who vouches for whom. */
    public record Deciding(Authorizer authorizer, IdentityTokens tokens, InstantSource clock) {}

    private Services() {}

    public static List<Service> all(
            Home home,
            Registry registry,
            ControlChannels channels,
            Sessions sessions,
            PageTokens pages,
            RandomGenerator random,
            SessionOperations.Settings settings) {
        return List.of(
                new Service(
                        "sts",
                        StsOperations.all(
                                home,
                                registry.iam(),
                                registry.credentials(),
                                registry.roles(),
                                registry.deciding().tokens(),
                                registry.deciding().clock())),
                new Service("iam", iam(home, registry.iam(), pages)),
                new Service("ssm", ssm(home, registry, channels, sessions, pages, settings)),
                new Service(
                        "ssmmessages",
                        List.of(
                                new CreateControlChannel(home, registry.nodes(), channels),
                                new CreateDataChannel(home, sessions))),
                new Service("ec2messages", List.of(new GetMessages(home, GetMessages.HOLD))),
                new Service("ec2", InstanceOperations.all(home, registry.nodes(), pages)),
                new Service("sallyport", sallyport(home, registry, channels, sessions, random)));
    }

    private static List<Operation<?, ?, ?>> sallyport(
            Home home, Registry registry, ControlChannels channels, Sessions sessions, RandomGenerator random) {
        List<Operation<?, ?, ?>> operations = new ArrayList<>();
        operations.add(new CreateNodeJoinToken(home, registry.joinTokens(), registry.roles(), random));
        operations.add(new JoinNode(registry.joinTokens(), channels, sessions));
        operations.addAll(DecisionOperations.all(
                home,
                registry.iam().users(),
                registry.nodes(),
                registry.deciding().authorizer()));
        return operations;
    }

    private static List<Operation<?, ?, ?>> iam(Home home, Iam iam, PageTokens pages) {
        Paging paging = new Paging(pages);
        List<Operation<?, ?, ?>> operations = new ArrayList<>();
        operations.addAll(UserOperations.all(home, iam, paging));
        operations.addAll(GroupOperations.all(home, iam, paging));
        operations.addAll(KeyOperations.all(home, iam, paging));
        operations.addAll(LoginOperations.all(home, iam));
        operations.addAll(MfaOperations.all(home, iam, paging));
        operations.addAll(AccountOperations.all(home, iam));
        operations.addAll(RoleOperations.all(home, iam, paging));
        operations.addAll(ProfileOperations.all(home, iam, paging));
        operations.addAll(PolicyOperations.all(home, iam, paging));
        operations.addAll(AttachmentOperations.all(home, iam, paging));
        return operations;
    }

    private static List<Operation<?, ?, ?>> ssm(
            Home home,
            Registry registry,
            ControlChannels channels,
            Sessions sessions,
            PageTokens pages,
            SessionOperations.Settings settings) {
        SessionDocuments documents = new SessionDocuments(home);
        Nodes nodes = registry.nodes();
        List<Operation<?, ?, ?>> operations = new ArrayList<>();
        operations.addAll(SessionOperations.all(home, nodes, channels, sessions, documents, pages, settings));
        operations.addAll(NodeOperations.all(home, nodes, channels, sessions, pages));
        operations.addAll(ActivationOperations.all(home, registry.activations(), registry.roles(), pages));
        operations.addAll(AgentOperations.all(home, nodes, registry.activations(), registry.credentials()));
        operations.addAll(TagOperations.all(home, nodes));
        operations.addAll(DocumentOperations.all(home, documents, pages));
        return operations;
    }
}
