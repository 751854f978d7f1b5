// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.Optional;

/** The page size of EC2's describing operations. */
final class Paging {
    private static final int MIN = 5;
    private static final int MAX = 1000;

    private Paging() {}

    static int size(Optional<Integer> maxResults) {
        int size = maxResults.orElse(MAX);
        if (size < MIN || size > MAX) {
            throw Ec2Errors.pageSize(size);
        }
        return size;
    }
}
