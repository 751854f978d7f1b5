// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.Set;
import sallyport.server.store.ActivationTable;

/** One condition of DescribeActivations; its values are alternatives, compared exactly. */
public record ActivationFilter(Field field, Set<String> values) {

    /** The fields DescribeActivations can filter by. */
    public enum Field {
        ID,
        INSTANCE_NAME,
        ROLE
    }

    public ActivationFilter {
        values = Set.copyOf(values);
    }

    boolean matches(ActivationTable.Row row) {
        return values.contains(
                switch (field) {
                    case ID -> row.id();
                    case INSTANCE_NAME -> row.instanceName();
                    case ROLE -> row.roleName();
                });
    }
}
