// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssmmessages;

import sallyport.server.aws.AwsException;

/** What agents are answered when they cannot have a channel. */
final class ChannelErrors {
    private ChannelErrors() {}

    static AwsException noSuchNode(String id) {
        return AwsException.sender(404, "ResourceNotFoundException", "The node \"" + id + "\" is not registered.");
    }

    static AwsException noSuchSession(String id) {
        return AwsException.sender(
                404, "ResourceNotFoundException", "The session \"" + id + "\" does not exist or has ended.");
    }
}
