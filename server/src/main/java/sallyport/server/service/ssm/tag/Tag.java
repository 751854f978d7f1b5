// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

/** A tag as SSM's API writes it. */
public record Tag(String key, String value) {}
