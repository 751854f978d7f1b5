# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Every operation with a public model, driven by boto3 against a running demo: good answers and exact error codes.

The environment is the demo's. Each check is a function named `test_...`; a failure ends the run with a traceback and status 1.
"""
import datetime
import os
import time
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

TARGET = os.environ["SALLYPORT_TARGET"]
ssm = boto3.client("ssm", config=Config(parameter_validation=False, retries={"max_attempts": 0}))
sts = boto3.client("sts")
ec2 = boto3.client("ec2", config=Config(retries={"max_attempts": 0}))


def fails(code, call, status=400, message=None, **arguments):
    try:
        answer = call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e.response
        assert e.response["ResponseMetadata"]["HTTPStatusCode"] == status, e.response
        assert e.response["ResponseMetadata"]["RequestId"], e.response
        if message is not None:
            assert e.response["Error"]["Message"] == message, e.response
        return
    raise AssertionError("%s was expected, the answer was %s" % (code, answer))


def eventually(look, seconds=40):
    """What `look` finds: a session is Terminating, and so still active, until its node has confirmed the end."""
    until = time.monotonic() + seconds
    found = look()
    while not found and time.monotonic() < until:
        time.sleep(0.2)
        found = look()
    return found


def test_caller_identity():
    me = sts.get_caller_identity()
    assert me["Arn"] == "arn:aws:iam::%s:user/admin" % me["Account"], me
    assert me["UserId"].startswith("AIDA") and len(me["UserId"]) == 21, me


def test_wrong_credentials():
    stranger = boto3.client("ssm", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="x" * 40)
    fails("UnrecognizedClientException", stranger.describe_sessions, State="Active",
          message="The security token included in the request is invalid.")
    forger = boto3.client("ssm", aws_secret_access_key="x" * 40, aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
    fails("InvalidSignatureException", forger.describe_sessions, State="Active")
    forger = boto3.client("sts", aws_secret_access_key="x" * 40, aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
    fails("SignatureDoesNotMatch", forger.get_caller_identity, status=403)
    stranger = boto3.client("sts", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="x" * 40)
    fails("InvalidClientTokenId", stranger.get_caller_identity, status=403)


def test_session_life():
    opened = ssm.start_session(Target=TARGET, Reason="boto3")
    session = opened["SessionId"]
    assert session.startswith("admin-") and len(session) == len("admin-") + 26, session
    assert opened["StreamUrl"].startswith("wss://") and session in opened["StreamUrl"], opened
    assert opened["TokenValue"].startswith("AAEAA"), "the token's form"
    again = ssm.resume_session(SessionId=session)
    assert again["TokenValue"] != opened["TokenValue"]
    found = ssm.describe_sessions(State="Active", Filters=[{"key": "SessionId", "value": session}])["Sessions"]
    assert [s["SessionId"] for s in found] == [session], found
    assert found[0]["Target"] == TARGET and found[0]["Reason"] == "boto3", found
    assert found[0]["Owner"] == sts.get_caller_identity()["Arn"], found
    assert ssm.terminate_session(SessionId=session)["SessionId"] == session
    assert ssm.terminate_session(SessionId=session)["SessionId"] == session
    history = eventually(lambda: ssm.describe_sessions(
        State="History", Filters=[{"key": "SessionId", "value": session}])["Sessions"])
    assert history[0]["Status"] == "Terminated" and history[0]["EndDate"] >= history[0]["StartDate"], history
    fails("DoesNotExistException", ssm.resume_session, SessionId=session)


def test_describe_sessions():
    mine = [ssm.start_session(Target=TARGET)["SessionId"] for _ in range(5)]
    owner = sts.get_caller_identity()["Arn"]
    pages = list(ssm.get_paginator("describe_sessions").paginate(
        State="Active", Filters=[{"key": "Target", "value": TARGET}, {"key": "Owner", "value": owner}],
        PaginationConfig={"PageSize": 2}))
    listed = [s["SessionId"] for page in pages for s in page["Sessions"]]
    assert all(len(page["Sessions"]) <= 2 for page in pages)
    assert [s for s in listed if s in mine] == list(reversed(mine)), (listed, mine)
    future = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ssm.describe_sessions(State="Active", Filters=[{"key": "InvokedAfter", "value": future}])["Sessions"] == []
    assert len(ssm.describe_sessions(State="Active", Filters=[{"key": "InvokedBefore", "value": future}])["Sessions"]) >= 5
    assert ssm.describe_sessions(State="Active", Filters=[{"key": "Target", "value": "i-0ffffffffffffffff"}])["Sessions"] == []
    fails("ValidationException", ssm.describe_sessions, State="Active", Filters=[{"key": "Nothing", "value": "x"}])
    fails("InvalidNextToken", ssm.describe_sessions, State="Active", NextToken="nonsense")
    fails("ValidationException", ssm.describe_sessions, State="Sleeping",
          message="1 validation error detected: Value 'Sleeping' at 'state' failed to satisfy constraint: "
                  "Member must satisfy enum value set: [Active, History]")
    fails("ValidationException", ssm.describe_sessions, State="Active", MaxResults=201)
    fails("ValidationException", ssm.describe_sessions)
    for session in mine:
        ssm.terminate_session(SessionId=session)


def test_start_session_errors():
    fails("TargetNotConnected", ssm.start_session, Target="i-0ffffffffffffffff", message="i-0ffffffffffffffff is not connected.")
    fails("InvalidDocument", ssm.start_session, Target=TARGET, DocumentName="No-Such-Document")
    fails("InvalidParameters", ssm.start_session, Target=TARGET, DocumentName="AWS-StartSSHSession", Parameters={"portNumber": ["abc"]})
    fails("InvalidParameters", ssm.start_session, Target=TARGET, DocumentName="AWS-StartInteractiveCommand")
    fails("InvalidParameters", ssm.start_session, Target=TARGET, DocumentName="AWS-StartInteractiveCommand",
          Parameters={"command": ["id"], "unheard": ["of"]})
    fails("ValidationException", ssm.start_session, Target="")
    fails("ValidationException", ssm.start_session, Target="x" * 401)
    fails("ValidationException", ssm.start_session)
    fails("ValidationException", ssm.start_session, Target=TARGET, DocumentName="no spaces")
    fails("ValidationException", ssm.start_session, Target=TARGET, Reason="")
    fails("DoesNotExistException", ssm.resume_session, SessionId="admin-aaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert ssm.terminate_session(SessionId="admin-unknown")["SessionId"] == "admin-unknown"


def test_connection_status():
    assert ssm.get_connection_status(Target=TARGET)["Status"] == "connected"
    assert ssm.get_connection_status(Target="i-0ffffffffffffffff")["Status"] == "notconnected"
    info = ssm.describe_instance_information(Filters=[{"Key": "InstanceIds", "Values": [TARGET]}])["InstanceInformationList"]
    assert info[0]["PingStatus"] == "Online" and info[0]["ResourceType"] == "EC2Instance", info
    assert "ActivationId" not in info[0] and info[0]["PlatformType"] == "Linux", info
    assert info[0]["AgentVersion"].count(".") == 3, info


def test_instance_information_filters():
    def ids(**arguments):
        return [i["InstanceId"] for i in ssm.describe_instance_information(**arguments)["InstanceInformationList"]]
    assert TARGET in ids()
    assert TARGET in ids(Filters=[{"Key": "PingStatus", "Values": ["Online"]}])
    assert TARGET in ids(Filters=[{"Key": "tag:Environment", "Values": ["demo"]}])
    assert TARGET not in ids(Filters=[{"Key": "tag:Environment", "Values": ["production"]}])
    assert TARGET in ids(Filters=[{"Key": "PlatformTypes", "Values": ["Linux"]}, {"Key": "ResourceType", "Values": ["EC2Instance"]}])
    assert TARGET in ids(InstanceInformationFilterList=[{"key": "InstanceIds", "valueSet": [TARGET]}])
    assert TARGET not in ids(Filters=[{"Key": "ResourceType", "Values": ["ManagedInstance"]}])
    fails("ValidationException", ssm.describe_instance_information,
          Filters=[{"Key": "InstanceIds", "Values": [TARGET]}], InstanceInformationFilterList=[{"key": "InstanceIds", "valueSet": [TARGET]}])
    fails("InvalidInstanceInformationFilterValue", ssm.describe_instance_information, Filters=[{"Key": "PingStatus", "Values": ["Asleep"]}])


def test_activations():
    made = ssm.create_activation(IamRole="SallyportNode", Description="d", DefaultInstanceName="web", RegistrationLimit=3,
                                 Tags=[{"Key": "Environment", "Value": "staging"}])
    assert uuid.UUID(made["ActivationId"]) and len(made["ActivationCode"]) == 20, "an activation"
    found = ssm.describe_activations(Filters=[{"FilterKey": "ActivationIds", "FilterValues": [made["ActivationId"]]}])["ActivationList"]
    assert found[0]["RegistrationLimit"] == 3 and found[0]["RegistrationsCount"] == 0 and not found[0]["Expired"], found
    assert found[0]["DefaultInstanceName"] == "web" and found[0]["Tags"] == [{"Key": "Environment", "Value": "staging"}], found
    hours = (found[0]["ExpirationDate"] - found[0]["CreatedDate"]).total_seconds() / 3600
    assert abs(hours - 24) < 0.1, hours
    ssm.delete_activation(ActivationId=made["ActivationId"])
    assert ssm.describe_activations(Filters=[{"FilterKey": "ActivationIds", "FilterValues": [made["ActivationId"]]}])["ActivationList"] == []
    fails("InvalidActivation", ssm.delete_activation, ActivationId=made["ActivationId"])
    fails("ValidationException", ssm.create_activation, IamRole="x" * 65)
    fails("ValidationException", ssm.create_activation, IamRole="SallyportNode", RegistrationLimit=1001)
    fails("ValidationException", ssm.create_activation)


def test_documents():
    document = ssm.get_document(Name="AWS-StartPortForwardingSession")
    assert document["DocumentType"] == "Session" and document["DocumentFormat"] == "JSON" and '"Port"' in document["Content"], document
    described = ssm.describe_document(Name="AWS-StartSSHSession")["Document"]
    assert described["Owner"] == "Amazon" and described["SchemaVersion"] == "1.0", described
    assert [p["Name"] for p in described["Parameters"]] == ["portNumber"], described
    names = [d["Name"] for d in ssm.list_documents(Filters=[{"Key": "DocumentType", "Values": ["Session"]}])["DocumentIdentifiers"]]
    assert {"AWS-StartSSHSession", "AWS-StartInteractiveCommand", "AWS-StartPortForwardingSessionToRemoteHost"} <= set(names), names
    fails("InvalidDocument", ssm.get_document, Name="SSM-SessionManagerRunShell")
    fails("InvalidDocument", ssm.describe_document, Name="No-Such-Document")


def test_ec2_tags_and_instances():
    ec2.create_tags(Resources=[TARGET], Tags=[{"Key": "Team", "Value": "sre & co"}])
    tags = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [TARGET]}])["Tags"]
    assert {"Key": "Team", "Value": "sre & co", "ResourceId": TARGET, "ResourceType": "instance"} in tags, tags
    found = ec2.describe_instances(InstanceIds=[TARGET])["Reservations"][0]["Instances"][0]
    assert found["InstanceId"] == TARGET and found["State"] == {"Code": 16, "Name": "running"}, found
    assert {"Key": "Team", "Value": "sre & co"} in found["Tags"], found
    assert found["IamInstanceProfile"]["Arn"].endswith(":instance-profile/SallyportNode"), found
    assert len(ec2.describe_instances(Filters=[{"Name": "tag:Team", "Values": ["sre*"]}])["Reservations"]) == 1
    ec2.delete_tags(Resources=[TARGET], Tags=[{"Key": "Team"}])
    assert ec2.describe_instances(Filters=[{"Name": "tag-key", "Values": ["Team"]}])["Reservations"] == []
    fails("InvalidInstanceID.NotFound", ec2.describe_instances, InstanceIds=["i-0ffffffffffffffff"],
          message="The instance ID 'i-0ffffffffffffffff' does not exist")
    fails("InvalidInstanceID.Malformed", ec2.describe_instances, InstanceIds=["i-123"], message='Invalid id: "i-123"')
    fails("DryRunOperation", ec2.create_tags, status=412, Resources=[TARGET], Tags=[{"Key": "a", "Value": "b"}], DryRun=True)


def test_ssm_tags():
    fails("InvalidResourceId", ssm.add_tags_to_resource, ResourceType="ManagedInstance", ResourceId=TARGET, Tags=[{"Key": "a", "Value": "b"}])
    fails("InvalidResourceId", ssm.list_tags_for_resource, ResourceType="ManagedInstance", ResourceId="mi-0ffffffffffffffff")
    fails("InvalidInstanceId", ssm.deregister_managed_instance, InstanceId="mi-0ffffffffffffffff")


def test_unknown_operation():
    fails("UnknownOperationException", ssm.list_compliance_items)
    fails("InvalidAction", ec2.describe_vpcs)


for name, check in sorted(globals().items()):
    if name.startswith("test_"):
        check()
        print("ok", name, flush=True)
