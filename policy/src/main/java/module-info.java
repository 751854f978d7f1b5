// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0

/** The IAM policy engine. No I/O, no threads, no clock: the list of what it requires is the proof. */
module sallyport.policy {
    requires tools.jackson.core;
    requires static org.jspecify;

    exports sallyport.policy;
    exports sallyport.policy.condition;
}
