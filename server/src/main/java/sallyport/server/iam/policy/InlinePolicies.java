// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import java.util.List;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamState;
import sallyport.server.store.iam.InlinePolicyTable;

/** Policies that belong to one user, group or role. Thread-safe; every change is durable and in force when its method returns. */
public final class InlinePolicies {
    private final IamState state;

    public InlinePolicies(IamState state) {
        this.state = state;
    }

    /** Their names, in order. */
    public List<String> names(PolicyHolder holder) {
        return state.read(tables -> tables.inlinePolicies().of(holder.id())).stream()
                .map(InlinePolicyTable.Row::name)
                .sorted()
                .toList();
    }

    /** JSON, as it was given. Throws {@link IamException} if there is none of that name. */
    public String document(PolicyHolder holder, String name) {
        return state.read(tables -> tables.inlinePolicies().find(holder.id(), name))
                .map(InlinePolicyTable.Row::document)
                .orElseThrow(() -> missing(holder, name));
    }

    /** Adds it, or replaces the one of that name. Throws {@link IamException} if all of them together would be too long. */
    public void put(PolicyHolder holder, String name, String document) {
        state.run(tables -> {
            holder.mustExist(tables);
            long characters = tables.inlinePolicies().of(holder.id()).stream()
                    .filter(row -> !row.name().equals(name))
                    .mapToLong(row -> characters(row.document()))
                    .sum();
            if (characters + characters(document) > holder.inlineCharacters()) {
                throw new IamException(
                        new IamProblem.InlineTooLong(holder.entity(), holder.name(), holder.inlineCharacters()));
            }
            tables.inlinePolicies().put(new InlinePolicyTable.Row(holder.id(), name, document));
        });
    }

    /** Throws {@link IamException} if there is none of that name. */
    public void delete(PolicyHolder holder, String name) {
        state.run(tables -> {
            holder.mustExist(tables);
            if (!tables.inlinePolicies().delete(holder.id(), name)) {
                throw missing(holder, name);
            }
        });
    }

    private static IamException missing(PolicyHolder holder, String name) {
        return new IamException(new IamProblem.NoInlinePolicy(holder.entity(), name));
    }

    private static long characters(String document) {
        return document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
