// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.node;

import sallyport.server.aws.AwsException;

/** What the operations on nodes answer when they cannot. */
final class NodeErrors {
    private NodeErrors() {}

    static AwsException noSuchNode(String id) {
        return AwsException.sender("InvalidInstanceId", "The instance ID \"" + id + "\" is not valid in this account.");
    }

    static AwsException bothFilterLists() {
        return AwsException.sender(
                "ValidationException", "Filters and InstanceInformationFilterList cannot be used together.");
    }

    static AwsException pagedInstanceIds() {
        return AwsException.sender(
                "ValidationException", "MaxResults cannot be used together with the filter InstanceIds.");
    }

    static AwsException unknownFilter(String key) {
        return AwsException.sender("InvalidFilterKey", "The filter key \"" + key + "\" is not valid.");
    }

    static AwsException unknownFilterValue(String key, String value) {
        return AwsException.sender(
                "InvalidInstanceInformationFilterValue",
                "The value \"" + value + "\" of the filter " + key + " is not valid.");
    }

    static AwsException invalidNextToken() {
        return AwsException.sender("InvalidNextToken", "The specified token is not valid.");
    }
}
