// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.List;

/** One condition of DescribeActivations; its values are alternatives, compared exactly. */
public record ActivationFilter(Field field, List<String> values) {

    /** The fields DescribeActivations can filter by. */
    public enum Field {
        ID,
        INSTANCE_NAME,
        ROLE
    }

    public ActivationFilter {
        values = List.copyOf(values);
    }
}
