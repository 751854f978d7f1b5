# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""IAM's users, groups, keys, passwords, MFA devices and account, driven by boto3 against a running demo: good answers and exact error codes.

The environment is the demo's. Each check is a function named `test_...`; a failure ends the run with a traceback and status 1.
"""
import base64
import csv
import hashlib
import hmac
import io
import struct
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"max_attempts": 0})
iam = boto3.client("iam", config=config)
account = boto3.client("sts").get_caller_identity()["Account"]


def fails(code, status, call, message=None, **arguments):
    try:
        answer = call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e.response
        assert e.response["ResponseMetadata"]["HTTPStatusCode"] == status, e.response
        if message is not None:
            assert e.response["Error"]["Message"] == message, e.response
        return
    raise AssertionError("%s was expected, the answer was %s" % (code, answer))


def totp(seed, step):
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1000000)


def test_users():
    made = iam.create_user(UserName="Ulla", Path="/eng/", Tags=[{"Key": "team", "Value": "sre + co"}])["User"]
    assert made["Arn"] == "arn:aws:iam::%s:user/eng/Ulla" % account and made["UserId"].startswith("AIDA"), made
    assert made["Path"] == "/eng/" and made["CreateDate"].tzinfo is not None, made
    assert made["Tags"] == [{"Key": "team", "Value": "sre + co"}], made
    fails("EntityAlreadyExists", 409, iam.create_user, "User with name ulla already exists.", UserName="ulla")
    assert iam.get_user(UserName="ulla")["User"] == made
    assert iam.get_user()["User"]["UserName"] == "admin"
    listed = iam.list_users(PathPrefix="/eng/")["Users"]
    assert [u["UserName"] for u in listed] == ["Ulla"] and "Tags" not in listed[0], listed
    iam.tag_user(UserName="Ulla", Tags=[{"Key": "TEAM", "Value": "x"}, {"Key": "env", "Value": ""}])
    assert iam.list_user_tags(UserName="Ulla")["Tags"] == [{"Key": "TEAM", "Value": "x"}, {"Key": "env", "Value": ""}]
    iam.untag_user(UserName="Ulla", TagKeys=["team", "env"])
    assert iam.list_user_tags(UserName="Ulla")["Tags"] == []
    iam.update_user(UserName="Ulla", NewUserName="Urs", NewPath="/")
    assert iam.get_user(UserName="Urs")["User"]["UserId"] == made["UserId"]
    fails("NoSuchEntity", 404, iam.get_user, "The user with name Ulla cannot be found.", UserName="Ulla")
    iam.delete_user(UserName="Urs")
    fails("NoSuchEntity", 404, iam.delete_user, UserName="Urs")
    fails("ValidationError", 400, iam.create_user, UserName="no spaces")


def test_pages():
    names = ["page-%02d" % i for i in range(7)]
    for name in names:
        iam.create_user(UserName=name, Path="/page/")
    pages = list(iam.get_paginator("list_users").paginate(PathPrefix="/page/", PaginationConfig={"PageSize": 3}))
    assert [len(p["Users"]) for p in pages] == [3, 3, 1], pages
    assert [u["UserName"] for p in pages for u in p["Users"]] == names
    fails("ValidationError", 400, iam.list_users, Marker="nonsense")
    for name in names:
        iam.delete_user(UserName=name)


def test_groups():
    group = iam.create_group(GroupName="SRE")["Group"]
    assert group["Arn"] == "arn:aws:iam::%s:group/SRE" % account and group["GroupId"].startswith("AGPA"), group
    iam.create_user(UserName="gina")
    iam.add_user_to_group(GroupName="SRE", UserName="gina")
    assert [u["UserName"] for u in iam.get_group(GroupName="SRE")["Users"]] == ["gina"]
    assert [g["GroupName"] for g in iam.list_groups_for_user(UserName="gina")["Groups"]] == ["SRE"]
    fails("DeleteConflict", 409, iam.delete_group, "Cannot delete entity, must remove users from group first.", GroupName="SRE")
    fails("DeleteConflict", 409, iam.delete_user, UserName="gina")
    iam.update_group(GroupName="SRE", NewGroupName="Ops")
    iam.remove_user_from_group(GroupName="Ops", UserName="gina")
    fails("NoSuchEntity", 404, iam.remove_user_from_group, GroupName="Ops", UserName="gina")
    assert "Ops" in [g["GroupName"] for g in iam.list_groups()["Groups"]]
    iam.delete_group(GroupName="Ops")
    iam.delete_user(UserName="gina")


def test_access_keys():
    iam.create_user(UserName="kim")
    key = iam.create_access_key(UserName="kim")["AccessKey"]
    assert key["Status"] == "Active" and len(key["SecretAccessKey"]) == 40 and key["AccessKeyId"].startswith("AKIA"), "a key"

    def as_kim(service):
        return boto3.client(service, aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"], config=config)

    assert iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"] == {"ServiceName": "N/A", "Region": "N/A"}
    assert as_kim("sts").get_caller_identity()["Arn"] == "arn:aws:iam::%s:user/kim" % account
    used = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])
    assert used["UserName"] == "kim" and used["AccessKeyLastUsed"]["ServiceName"] == "sts", used
    assert "LastUsedDate" in used["AccessKeyLastUsed"], used
    fails("AccessDenied", 403, as_kim("iam").create_access_key,
          "User: arn:aws:iam::%s:user/kim is not authorized to perform: iam:CreateAccessKey on resource: arn:aws:iam::%s:user/kim "
          "because no identity-based policy allows the iam:CreateAccessKey action" % (account, account))
    iam.update_access_key(UserName="kim", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    fails("InvalidClientTokenId", 403, as_kim("sts").get_caller_identity)
    second = iam.create_access_key(UserName="kim")["AccessKey"]["AccessKeyId"]
    fails("LimitExceeded", 409, iam.create_access_key, "Cannot exceed quota for AccessKeysPerUser: 2", UserName="kim")
    listed = iam.list_access_keys(UserName="kim")["AccessKeyMetadata"]
    assert sorted(k["Status"] for k in listed) == ["Active", "Inactive"], listed
    fails("DeleteConflict", 409, iam.delete_user, "Cannot delete entity, must delete access keys first.", UserName="kim")
    for one in (key["AccessKeyId"], second):
        iam.delete_access_key(UserName="kim", AccessKeyId=one)
    fails("NoSuchEntity", 404, iam.delete_access_key, UserName="kim", AccessKeyId=second)
    iam.delete_user(UserName="kim")
    own = iam.list_access_keys()["AccessKeyMetadata"][0]["AccessKeyId"]
    fails("DeleteConflict", 409, iam.update_access_key, AccessKeyId=own, Status="Inactive")


def test_passwords():
    iam.create_user(UserName="pat")
    fails("PasswordPolicyViolation", 400, iam.create_login_profile, "Password should have a minimum length of 8", UserName="pat", Password="aB-4")
    profile = iam.create_login_profile(UserName="pat", Password="correct-Horse7", PasswordResetRequired=True)["LoginProfile"]
    assert profile["UserName"] == "pat" and profile["PasswordResetRequired"] is True, profile
    fails("EntityAlreadyExists", 409, iam.create_login_profile, UserName="pat", Password="correct-Horse7")
    iam.update_account_password_policy(MinimumPasswordLength=12, RequireSymbols=True, MaxPasswordAge=90, PasswordReusePrevention=3)
    policy = iam.get_account_password_policy()["PasswordPolicy"]
    assert policy["MinimumPasswordLength"] == 12 and policy["ExpirePasswords"] and policy["PasswordReusePrevention"] == 3, policy
    fails("PasswordPolicyViolation", 400, iam.update_login_profile, UserName="pat", Password="correctHorse77")
    fails("PasswordPolicyViolation", 400, iam.update_login_profile, UserName="pat", Password="correct-Horse7")
    iam.update_login_profile(UserName="pat", Password="another-Horse7")
    iam.delete_account_password_policy()
    fails("NoSuchEntity", 404, iam.get_account_password_policy)
    iam.delete_login_profile(UserName="pat")
    fails("NoSuchEntity", 404, iam.get_login_profile, "Login Profile for User pat cannot be found.", UserName="pat")
    iam.delete_user(UserName="pat")


def test_mfa_devices():
    iam.create_user(UserName="mia")
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="mia")["VirtualMFADevice"]
    serial, seed = device["SerialNumber"], device["Base32StringSeed"].decode()
    assert serial == "arn:aws:iam::%s:mfa/mia" % account and len(seed) == 64, serial
    assert device["QRCodePNG"][:8] == b"\x89PNG\r\n\x1a\n"
    fails("EntityAlreadyExists", 409, iam.create_virtual_mfa_device, VirtualMFADeviceName="mia")
    step = int(time.time()) // 30

    def enable(first, second):
        return dict(UserName="mia", SerialNumber=serial, AuthenticationCode1=totp(seed, first), AuthenticationCode2=totp(seed, second))

    fails("InvalidAuthenticationCode", 403, iam.enable_mfa_device, "Authentication code for device is not valid", **enable(step, step))
    iam.enable_mfa_device(**enable(step - 1, step))
    assert [d["SerialNumber"] for d in iam.list_mfa_devices(UserName="mia")["MFADevices"]] == [serial]
    assigned = iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
    assert [d["User"]["UserName"] for d in assigned] == ["mia"] and "Base32StringSeed" not in assigned[0], assigned
    iam.resync_mfa_device(**enable(step + 1, step + 2))
    fails("InvalidAuthenticationCode", 403, iam.resync_mfa_device, **enable(step + 1, step + 2))
    fails("DeleteConflict", 409, iam.delete_virtual_mfa_device, SerialNumber=serial)
    fails("DeleteConflict", 409, iam.delete_user, "Cannot delete entity, must delete MFA device first.", UserName="mia")
    iam.deactivate_mfa_device(UserName="mia", SerialNumber=serial)
    iam.delete_virtual_mfa_device(SerialNumber=serial)
    fails("NoSuchEntity", 404, iam.delete_virtual_mfa_device, SerialNumber=serial)
    iam.delete_user(UserName="mia")


def test_account():
    iam.create_account_alias(AccountAlias="corp")
    assert iam.list_account_aliases()["AccountAliases"] == ["corp"]
    iam.delete_account_alias(AccountAlias="corp")
    summary = iam.get_account_summary()["SummaryMap"]
    assert summary["Users"] >= 1 and summary["UsersQuota"] == 5000, summary
    fails("ReportNotPresent", 410, iam.get_credential_report)
    assert iam.generate_credential_report()["State"] == "STARTED"
    assert iam.generate_credential_report()["State"] == "COMPLETE"
    rows = list(csv.DictReader(io.StringIO(iam.get_credential_report()["Content"].decode())))
    admin = [r for r in rows if r["user"] == "admin"][0]
    assert admin["access_key_1_active"] == "true" and admin["mfa_active"] == "false", admin


for name, check in sorted(globals().items()):
    if name.startswith("test_"):
        check()
        print("ok", name, flush=True)
