// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** Stock programs (the aws CLI, boto3, the AWS SDK, vim, top) driven against the built server, agent and client, as a user would. */
package sallyport.e2e;
