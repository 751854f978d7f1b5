// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.iam.IamException;

/** An operation of IAM: what all of its more than a hundred operations would have to repeat. */
public abstract class IamOperation<I, R, O> implements Operation<I, R, O> {
    /** For the constructor: the operation changes something. */
    protected static final boolean CHANGES = true;

    /** For the constructor: the operation changes nothing. */
    protected static final boolean READS = false;

    private final String name;
    private final Class<I> input;
    private final boolean mutates;

    protected IamOperation(String name, Class<I> input, boolean mutates) {
        this.name = name;
        this.input = input;
        this.mutates = mutates;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Class<I> input() {
        return input;
    }

    @Override
    public final boolean mutates() {
        return mutates;
    }

    @Override
    public final O handle(I request, R resolved, Call call) {
        try {
            return carryOut(request, resolved, call);
        } catch (IamException e) {
            throw IamErrors.of(e.problem());
        }
    }

    /** As {@link #handle}; what breaks a rule of IAM is answered in AWS's words. */
    protected abstract O carryOut(I request, R resolved, Call call);

    /** As in policies: {@code iam:CreateUser}. */
    protected final String action() {
        return "iam:" + name;
    }
}
