// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;

/** The ARN of what a caller names as target, which need not exist nor be a node. */
final class Targets {
    private Targets() {}

    static Arn arn(String target, Home home) {
        return NodeId.parse(target).map(home::arn).orElseGet(() -> home.arn("ec2", "instance/" + target));
    }
}
