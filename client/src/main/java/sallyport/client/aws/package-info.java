// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * AWS's side of the client: whose credentials, which region and endpoint, and the few API calls the programs make.
 *
 * <p>{@link sallyport.client.aws.AwsConfig} answers from environment variables and the two files under {@code ~/.aws}, in the
 * order AWS's own tools use; {@link sallyport.client.aws.AwsApi} signs and sends one call; {@link sallyport.client.aws.Ssm} names
 * the operations. A stock AWS set-up works here unchanged.
 */
@NullMarked
package sallyport.client.aws;

import org.jspecify.annotations.NullMarked;
