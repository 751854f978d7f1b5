// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import sallyport.server.aws.AwsException;
import sallyport.server.node.Nodes;

/** What the operations of EC2 answer when they cannot. */
final class Ec2Errors {
    private Ec2Errors() {}

    static AwsException noSuchInstance(String id) {
        return AwsException.sender("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
    }

    static AwsException malformedInstance(String id) {
        return AwsException.sender("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
    }

    static AwsException malformedId(String id) {
        return AwsException.sender("InvalidID", "The ID '" + id + "' is not valid");
    }

    static AwsException dryRun() {
        return AwsException.sender(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }

    static AwsException missing(String parameter) {
        return AwsException.sender("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsException reservedTag() {
        return AwsException.sender(
                "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
    }

    static AwsException invalidTag(String what) {
        return AwsException.sender("InvalidParameterValue", what);
    }

    static AwsException tooManyTags(String id) {
        return AwsException.sender(
                "TagLimitExceeded",
                "The limit of " + Nodes.MAX_TAGS + " tags is exceeded for the resource '" + id + "'");
    }

    static AwsException unknownFilter(String name) {
        return AwsException.sender("InvalidParameterValue", "The filter '" + name + "' is invalid");
    }

    static AwsException pageSize(int value) {
        return AwsException.sender(
                "InvalidParameterValue",
                "Value ( " + value + " ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
    }

    static AwsException pagedIds() {
        return AwsException.sender(
                "InvalidParameterCombination",
                "The parameter instancesSet cannot be used with the parameter maxResults");
    }

    static AwsException invalidNextToken() {
        return AwsException.sender("InvalidNextToken", "The pagination token is not valid");
    }
}
