import pytest

from steelyard.aws.tables.cloudformation import TemplateError, template_json

YAML = """
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Ref Name
      Tags: !If [Tagged, [{Key: a, Value: !GetAtt Other.Arn}], []]
      Policy: !Transform {Name: x}
"""


def test_yaml_with_short_forms_is_read() -> None:
    template = template_json(YAML)
    assert template["AWSTemplateFormatVersion"] == "2010-09-09"
    assert template["Resources"]["Bucket"]["Properties"] == {
        "BucketName": "Name",
        "Tags": ["Tagged", [{"Key": "a", "Value": "Other.Arn"}], []],
        "Policy": {"Name": "x"},
    }


def test_json_is_read_as_it_is() -> None:
    assert template_json('{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}') == {
        "Resources": {"T": {"Type": "AWS::SNS::Topic"}}
    }


def test_no_template_is_null() -> None:
    assert template_json(None) is None
    assert template_json("") is None


def test_what_is_no_template_has_a_clear_error() -> None:
    with pytest.raises(TemplateError, match="neither JSON nor YAML"):
        template_json("a: [")


def test_tags_do_not_construct_python_objects() -> None:
    with pytest.raises(TemplateError):
        template_json("a: !!python/object/apply:os.system ['true']")
