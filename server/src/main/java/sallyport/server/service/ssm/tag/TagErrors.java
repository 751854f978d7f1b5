// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import sallyport.server.aws.AwsException;
import sallyport.server.node.Nodes;

/** What tagging answers when it cannot. */
final class TagErrors {
    private TagErrors() {}

    static AwsException reserved() {
        return AwsException.sender(
                "ValidationException", "aws: prefixed tag key names are not allowed for external use.");
    }

    static AwsException duplicate(String key) {
        return AwsException.sender("ValidationException", "Duplicate tag key \"" + key + "\".");
    }

    static AwsException tooMany() {
        return AwsException.sender("TooManyTagsError", "A resource can have no more than " + Nodes.MAX_TAGS + " tags.");
    }

    static AwsException noSuchResource(String id) {
        return AwsException.sender("InvalidResourceId", "The resource ID \"" + id + "\" is not valid.");
    }
}
