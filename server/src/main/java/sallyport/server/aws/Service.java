// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.List;

/**
 * A service as its package hands it over: the operation table.
 *
 * @param model name of its model in the resources: {@code ssm} for {@code models/ssm.json} and our own additions to it
 */
public record Service(String model, List<Operation<?, ?, ?>> operations) {
    public Service {
        operations = List.copyOf(operations);
    }
}
