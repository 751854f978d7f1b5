// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import sallyport.server.aws.AwsException;

/** What the operations on documents answer when they cannot. */
final class DocumentErrors {
    private DocumentErrors() {}

    static AwsException noSuchDocument(String name) {
        return AwsException.sender("InvalidDocument", "Document with name " + name + " does not exist.");
    }

    static AwsException noSuchVersion() {
        return AwsException.sender("InvalidDocumentVersion", "The document version is not valid or does not exist.");
    }

    static AwsException unknownFilter(String key) {
        return AwsException.sender("InvalidFilterKey", "The filter key \"" + key + "\" is not valid.");
    }

    static AwsException bothFilterLists() {
        return AwsException.sender("ValidationException", "Filters and DocumentFilterList cannot be used together.");
    }

    static AwsException invalidNextToken() {
        return AwsException.sender("InvalidNextToken", "The specified token is not valid.");
    }
}
