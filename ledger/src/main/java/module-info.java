// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0

/** The audit log: what an entry says, how it is written, how anyone can check it. Needs a JSON parser and nothing else. */
module sallyport.ledger {
    requires transitive tools.jackson.databind;
    requires transitive com.fasterxml.jackson.annotation;
    requires static org.jspecify;

    exports sallyport.ledger;
}
