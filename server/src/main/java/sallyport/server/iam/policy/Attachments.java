// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamState;
import sallyport.server.identity.Arn;

/** Which managed policies are attached to whom. Thread-safe; every change is durable and in force when its method returns. */
public final class Attachments {
    private final IamState state;
    private final Policies policies;
    private final InstantSource clock;

    public Attachments(IamState state, Policies policies, InstantSource clock) {
        this.state = state;
        this.policies = policies;
        this.clock = clock;
    }

    /** The policies attached to a holder, in the order of their names. */
    public List<ManagedPolicy> of(PolicyHolder holder) {
        return state.read(tables -> tables.attachments().of(holder.id()).stream()
                .flatMap(arn -> Arn.parse(arn).stream())
                .flatMap(arn -> policies.find(tables, arn).stream())
                .sorted(Comparator.comparing(Policies::order))
                .toList());
    }

    /** Nothing happens if it is attached already. Throws {@link IamException} if there are too many, or there is no such policy. */
    public void attach(PolicyHolder holder, String policyArn) {
        state.run(tables -> {
            holder.mustExist(tables);
            policies.attachable(tables, policyArn);
            List<String> others = tables.attachments().of(holder.id()).stream()
                    .filter(arn -> !arn.equals(policyArn))
                    .toList();
            holder.attachments().admitOneMore(others.size());
            tables.attachments().attach(holder.id(), policyArn, clock.millis());
        });
    }

    /** Throws {@link IamException} if it is not attached. */
    public void detach(PolicyHolder holder, String policyArn) {
        state.run(tables -> {
            holder.mustExist(tables);
            if (!tables.attachments().detach(holder.id(), policyArn)) {
                throw new IamException(new IamProblem.NotAttached(policyArn));
            }
        });
    }
}
