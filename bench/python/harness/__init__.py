# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""What every measurement needs: a pty, the peers to measure, credentials, statistics and the table."""
