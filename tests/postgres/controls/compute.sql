-- name: instance metadata version
select arn as resource, case when metadata_options ->> 'HttpTokens' = 'optional' then 'alarm' else 'ok' end as status,
  case when metadata_options ->> 'HttpTokens' = 'optional' then concat(instance_id, ' uses IMDSv1.') else concat(instance_id, ' uses IMDSv2.') end as reason
from aws_ec2_instance

-- name: instance hop limit
select instance_id, (metadata_options ->> 'HttpPutResponseHopLimit')::int as hops from aws_ec2_instance where (metadata_options -> 'HttpPutResponseHopLimit')::int > 1

-- name: instance public address
select instance_id, public_ip_address, host(public_ip_address) as ip, case when public_ip_address is null then 'ok' else 'alarm' end as status from aws_ec2_instance

-- name: instance stopped for long
select instance_id, date('2024-06-15') - date(state_transition_time) as days
from aws_ec2_instance where instance_state not in ('running', 'terminated') and state_transition_time < '2024-06-15'::timestamptz - make_interval(days => 30)

-- name: instance interfaces and groups
select i.instance_id, n ->> 'NetworkInterfaceId' as eni, array_agg(g ->> 'GroupId' order by g ->> 'GroupId') as groups, bool_or(n -> 'Association' ->> 'PublicIp' is not null) as public
from aws_ec2_instance i, jsonb_array_elements(network_interfaces) n, jsonb_array_elements(n -> 'Groups') g group by 1, 2

-- name: instance uses many interfaces
select instance_id, jsonb_array_length(network_interfaces) as n, case jsonb_array_length(network_interfaces) when 1 then 'ok' else 'alarm' end as status from aws_ec2_instance

-- name: instances behind an open group
select i.instance_id, g ->> 'GroupId' as group_id, count(r.*) as rules
from aws_ec2_instance i, jsonb_array_elements(i.security_groups) g join aws_vpc_security_group_rule r on r.group_id = g ->> 'GroupId'
where r.account_id = i.account_id and r.cidr_ipv4 = '0.0.0.0/0' and r.type = 'ingress' group by 1, 2

-- name: instance volumes kept on termination
select instance_id, b ->> 'DeviceName' as device from aws_ec2_instance, jsonb_array_elements(block_device_mappings) b where not (b -> 'Ebs' ->> 'DeleteOnTermination')::bool

-- name: instances by age
select instance_type, count(*) as n, min(launch_time) as oldest, justify_days(max('2024-06-15 12:00+00'::timestamptz - launch_time)) as age
from aws_ec2_instance group by instance_type order by n desc, instance_type

-- name: latest instance of each vpc
select vpc_id, instance_id from (select vpc_id, instance_id, row_number() over (partition by account_id, vpc_id order by launch_time desc, instance_id) as n from aws_ec2_instance) ranked where n = 1

-- name: functions with old runtimes
select arn, case when runtime is null then 'skip' when runtime in ('python3.7', 'go1.x') then 'alarm' else 'ok' end as status, (timeout)::int > 300 as slow from aws_lambda_function

-- name: functions with secrets in environment
select arn, array_agg(e.key order by e.key) as suspects from aws_lambda_function, jsonb_each_text(environment_variables) as e where e.key ilike any (array['%pass%', '%secret%', '%token%']) or e.key ~* 'key$' group by arn

-- name: functions invoked by anyone
select name from aws_lambda_function, jsonb_array_elements(policy_std -> 'Statement') s where s ->> 'Effect' = 'Allow' and (s -> 'Principal' -> 'AWS' ? '*' or s ->> 'Principal' = '*')

-- name: functions in a vpc
select name, case when vpc_id is null or vpc_id = '' then 'alarm' else 'ok' end as status, jsonb_array_length(vpc_subnet_ids) >= 2 as spread from aws_lambda_function

-- name: functions by major runtime
select (regexp_match(runtime, '^([a-z]+)'))[1] as language, regexp_replace(runtime, '[^0-9.]', '', 'g') as version, count(*) from aws_lambda_function group by 1, 2

-- name: containers run as root
select task_definition_arn, string_agg(c ->> 'Name', ', ' order by c ->> 'Name') as containers
from aws_ecs_task_definition, jsonb_array_elements(container_definitions) c where c ->> 'User' is null or c ->> 'User' in ('root', '0') group by task_definition_arn

-- name: containers privileged
select task_definition_arn, case when bool_or((c ->> 'Privileged')::bool) then 'alarm' else 'ok' end as status
from aws_ecs_task_definition, jsonb_array_elements(container_definitions) c group by task_definition_arn

-- name: containers with credentials in environment
select distinct task_definition_arn from aws_ecs_task_definition, jsonb_array_elements(container_definitions) c, jsonb_array_elements(c -> 'Environment') e
where e ->> 'Name' = any (array['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])

-- name: containers without logging
select task_definition_arn, count(*) filter (where c -> 'LogConfiguration' = 'null') as quiet, count(*) from aws_ecs_task_definition, jsonb_array_elements(container_definitions) c group by 1

-- name: latest revision of each family
select t.family, t.revision from aws_ecs_task_definition t join (select account_id, family, max(revision) as r from aws_ecs_task_definition group by 1, 2) m on (t.account_id, t.family, t.revision) = (m.account_id, m.family, m.r)

-- name: volumes in transit
select family, v -> 'EfsVolumeConfiguration' ->> 'TransitEncryption' is not distinct from 'ENABLED' as ok from aws_ecs_task_definition, jsonb_array_elements(volumes) v

-- name: database logs exported
select arn, engine, case when engine like any (array['mariadb', '%mysql']) and enabled_cloudwatch_logs_exports ?& array['audit', 'error', 'general'] then 'ok'
  when engine like any (array['%postgres%', '%aurora-postgresql']) and enabled_cloudwatch_logs_exports ?& array['postgresql', 'upgrade'] then 'ok' else 'alarm' end as status
from aws_rds_db_instance

-- name: database certificate expires
select arn, extract(day from to_timestamp(certificate ->> 'ValidTill', 'YYYY-MM-DD"T"HH24:MI:SS') - '2024-06-15 12:00+00') as days from aws_rds_db_instance

-- name: database engine version
select engine, engine_version, string_to_array(engine_version, '.')::int[] >= array[8, 0] as new, split_part(engine_version, '.', 1)::int as major from aws_rds_db_instance

-- name: database default port
select arn, case when engine similar to '%(aurora|mysql|mariadb)%' and port = '3306' then 'alarm' when engine ~ 'postgres' and port = 5432 then 'alarm' else 'ok' end as status from aws_rds_db_instance

-- name: trails that log everything
with event_trails as (
  select distinct t.name, t.account_id from aws_cloudtrail_trail t, jsonb_array_elements(event_selectors) as e
  where (is_logging and is_multi_region_trail and e ->> 'ReadWriteType' = 'All') and (e ->> 'IncludeManagementEvents')::bool
), advanced_trails as (
  select t.name, t.account_id from aws_cloudtrail_trail t, jsonb_array_elements_text(advanced_event_selectors) as e
  where is_logging and e like '%Management%'
)
select a.account_id, case when count(e.name) + count(v.name) > 0 then 'ok' else 'alarm' end as status
from (select distinct account_id from aws_cloudtrail_trail) a left join event_trails e on e.account_id = a.account_id left join advanced_trails v on v.account_id = a.account_id group by a.account_id

-- name: trails delivered to logs
select arn, case when log_group_arn is not null and (latest_delivery_time > '2024-06-15 12:00+00'::timestamptz - interval '1 day') then 'ok' else 'alarm' end as status,
  age('2024-06-15 12:00+00'::timestamptz, latest_delivery_time) as since from aws_cloudtrail_trail where region = home_region

-- name: alarms with actions
select name, jsonb_array_length(alarm_actions) > 0 and actions_enabled as acts, threshold * period as load, dimensions -> 0 ->> 'Value' as instance from aws_cloudwatch_alarm

-- name: alarm states in a matrix
select account_id, state_value, count(*) from aws_cloudwatch_alarm group by grouping sets ((account_id), (state_value), ()) order by account_id, state_value

-- name: everything by account and region
with recursive kinds as (
  select account_id, region, 'bucket' as kind from aws_s3_bucket union all select account_id, region, 'instance' from aws_ec2_instance union all select account_id, region, 'function' from aws_lambda_function
)
select account_id, region, jsonb_object_agg(kind, n order by kind) as counts from (select account_id, region, kind, count(*) as n from kinds group by 1, 2, 3) c group by account_id, region
