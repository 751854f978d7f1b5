// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM that attach managed policies to users, groups and roles, and those on policies of their own. */
@NullMarked
package sallyport.server.service.iam.attachment;

import org.jspecify.annotations.NullMarked;
