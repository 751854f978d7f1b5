// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssmmessages;

import sallyport.server.authz.Decision;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.AwsException;
import sallyport.server.identity.Caller;

/** What agents are answered when they cannot have a channel. */
final class ChannelErrors {
    private ChannelErrors() {}

    static AwsException notThatNode(Caller caller, AccessCheck check) {
        Decision.Denied denied = new Decision.Denied(check, "because only the node itself may do that");
        return AwsException.sender(403, "AccessDeniedException", denied.message(caller));
    }

    static AwsException noSuchNode(String id) {
        return AwsException.sender(404, "ResourceNotFoundException", "The node \"" + id + "\" is not registered.");
    }

    static AwsException noSuchSession(String id) {
        return AwsException.sender(
                404, "ResourceNotFoundException", "The session \"" + id + "\" does not exist or has ended.");
    }
}
