// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}.
 *
 * <p>Region and account are empty for services that have none ({@code arn:aws:iam::111122223333:user/admin} has no
 * region, an Amazon-owned document no account). The resource keeps its own colons and slashes.
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    /** The only partition a Sallyport server has. */
    public static final String AWS = "aws";

    private static final int PARTS = 6;

    public Arn {
        if (partition.isEmpty() || service.isEmpty() || resource.isEmpty()) {
            throw new IllegalArgumentException("an ARN needs a partition, a service and a resource");
        }
        if ((partition + service + region + account).indexOf(':') >= 0) {
            throw new IllegalArgumentException("only the resource of an ARN may contain a colon");
        }
    }

    /** Reads an ARN; empty if {@code text} is none. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS
                || !parts[0].equals("arn")
                || parts[1].isEmpty()
                || parts[2].isEmpty()
                || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
