// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import sallyport.server.documents.DocumentTemplate;

/** Reads the filters of ListDocuments, which come in two forms of the same meaning. */
final class DocumentFilters {
    private DocumentFilters() {}

    /** One condition in either form; its values are alternatives. */
    record Condition(String key, List<String> values) {}

    static Predicate<DocumentTemplate> all(List<Condition> conditions) {
        return conditions.stream().map(DocumentFilters::one).reduce(_ -> true, Predicate::and);
    }

    private static Predicate<DocumentTemplate> one(Condition condition) {
        List<String> values = condition.values();
        return switch (condition.key()) {
            case "Name" -> document -> values.stream().anyMatch(document.name()::startsWith);
            case "Owner" -> _ -> values.stream().anyMatch(DocumentFilters::isOwner);
            case "PlatformTypes" -> _ -> values.stream().anyMatch(BuiltIn.PLATFORMS::contains);
            case "DocumentType" -> _ -> values.contains(BuiltIn.TYPE);
            case "SearchKeyword" -> document -> values.stream().anyMatch(keyword -> mentions(document, keyword));
            case "TargetType" -> _ -> values.contains("/");
            default -> {
                if (!condition.key().startsWith("tag:")) {
                    throw DocumentErrors.unknownFilter(condition.key());
                }
                yield _ -> false; // built-in documents have no tags
            }
        };
    }

    private static boolean isOwner(String owner) {
        return owner.equals(BuiltIn.OWNER) || owner.equals("All");
    }

    private static boolean mentions(DocumentTemplate document, String keyword) {
        String text = (document.name() + " " + document.description()).toLowerCase(Locale.ROOT);
        return text.contains(keyword.toLowerCase(Locale.ROOT));
    }
}
