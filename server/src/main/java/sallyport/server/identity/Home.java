// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import sallyport.server.store.Place;

/** The one account and the one region a server answers for. Both are part of every key and of every ARN. */
public record Home(AccountId account, Region region) {

    /** The same, as the store's keys begin. */
    public Place place() {
        return new Place(account.digits(), region.name());
    }

    /** The ARN of a resource of this account in this region. */
    public Arn arn(String service, String resource) {
        return new Arn(Arn.AWS, service, region.name(), account.digits(), resource);
    }

    /** The ARN of a resource of this account that belongs to no region, as IAM's and STS's do. */
    public Arn globalArn(String service, String resource) {
        return new Arn(Arn.AWS, service, "", account.digits(), resource);
    }

    /** The ARN of a node: an EC2 instance for {@code i-}, a managed instance for {@code mi-}. */
    public Arn arn(NodeId node) {
        return switch (node.kind()) {
            case INSTANCE -> arn("ec2", "instance/" + node);
            case MANAGED -> arn("ssm", "managed-instance/" + node);
        };
    }
}
