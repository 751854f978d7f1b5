// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

/** The account and region that open every key. */
public record Place(String account, String region) {}
