// Actions whose only work is at a service elsewhere, which a run here must not reach: their steps are reported as not executed.
import type { StandIn } from '../stand-in.ts';

interface Elsewhere {
  readonly what: string;
  readonly inputs: readonly string[];
  readonly outputs?: readonly string[];
}

function elsewhere(action: string, { what, inputs, outputs = [] }: Elsewhere): StandIn {
  return {
    action,
    inputs: Object.fromEntries(inputs.map((name) => [name, ''])),
    outputs,
    load: async () => {
      const { reportNotExecuted } = await import('./report.ts');
      return async (call) => Promise.resolve(reportNotExecuted(call, what));
    },
  };
}

const codecov =
  'base_sha binary codecov_yml_path commit_parent directory disable_file_fixes disable_search disable_safe_directory disable_telem dry_run env_vars exclude fail_ci_if_error file files flags force git_service gcov_args gcov_executable gcov_ignore gcov_include handle_no_reports_found job_code name network_filter network_prefix os override_branch override_build override_build_url override_commit override_pr plugins recurse_submodules report_code report_type root_dir run_command skip_validation slug swift_project token url use_legacy_upload_endpoint use_oidc use_pypi verbose version working-directory'.split(
    ' ',
  );

const slack =
  'webhook webhook-type method token payload payload-file-path payload-templated payload-delimiter api proxy retries errors channel-id slack-message update-ts'.split(
    ' ',
  );

const deployment =
  'token environment environment-url environment_url initial-status log-url description deployment-id deployment_id state ref sha owner repo target_url auto-inactive auto-merge task transient_environment production-environment payload required-contexts'.split(
    ' ',
  );

const record = 'the record of the deployment at GitHub';
const toSlack = 'the message to Slack';

export const notExecuted: readonly StandIn[] = [
  elsewhere('codecov/codecov-action', { what: 'the upload of coverage to Codecov', inputs: codecov }),
  elsewhere('codecov/test-results-action', {
    what: 'the upload of test results to Codecov',
    inputs: codecov,
  }),
  elsewhere('slackapi/slack-github-action', {
    what: toSlack,
    inputs: slack,
    outputs: ['ok', 'response', 'time', 'ts', 'thread_ts', 'channel_id'],
  }),
  elsewhere('8398a7/action-slack', {
    what: toSlack,
    inputs:
      'status fields custom_payload mention if_mention author_name text username icon_emoji icon_url channel job_name github_token github_base_url'.split(
        ' ',
      ),
  }),
  elsewhere('rtcamp/action-slack-notify', { what: toSlack, inputs: [] }),
  elsewhere('chrnorm/deployment-action', {
    what: record,
    inputs: deployment,
    outputs: ['deployment_id', 'deployment_url', 'environment_url'],
  }),
  elsewhere('chrnorm/deployment-status', {
    what: 'the status of the deployment at GitHub',
    inputs: deployment,
  }),
  elsewhere('bobheadxi/deployments', {
    what: record,
    inputs: [
      ...deployment,
      ...'step status env desc logs override auto_inactive env_url debug deactivate_status'.split(' '),
    ],
    outputs: ['deployment_id', 'env', 'status'],
  }),
];
