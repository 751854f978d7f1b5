// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

/** What has become of somebody who was a caller once. */
public sealed interface Standing {

    /** Still there. {@code caller}: with the tags of today; what the credentials carry does not change. */
    record Good(Caller caller) implements Standing {}

    /** Gone. {@code why}: for people, {@code the access key AKIA… was deleted}. */
    record Revoked(String why) implements Standing {}
}
