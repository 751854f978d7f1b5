// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of STS: who is calling. */
@NullMarked
package sallyport.server.service.sts;

import org.jspecify.annotations.NullMarked;
