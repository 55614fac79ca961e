// slipway run: a pipeline, here and live.
import { addCommonOptions, addExample, collect, type Register } from '../command.ts';
import type { RunCommandOptions } from '../run/run-command-options.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[definition]',
    'a folder with a definition, a pipeline, a workflow of GitHub, a CodeBuild project or a buildspec',
    '.',
  );
  addCommonOptions(command, 'one journal entry per line as JSON, and nothing else on standard output')
    .option(
      '--exit',
      'end after the pipeline and leave what is deployed running (always so without a terminal)',
    )
    .option('-q, --quiet', 'only failures, what waits for you, and how it ended; implies --exit')
    .option('--watch', 'run again whenever files of the source have changed, until Ctrl-C')
    .option('--new', 'start a new execution although an interrupted one could be resumed')
    .option('--source <[action=]where>', 'replaces a source: a folder, folder#ref or git URL#ref', collect)
    .option('--source-revision <action=commit>', 'the revision that a source action takes', collect)
    .option('--variable <name=value>', 'a pipeline variable', collect)
    .option('--skip <stage[/action]>', 'leave it out: it is shown as skipped, never as succeeded', collect)
    .option(
      '--only <stage[/action]>',
      'run this alone, with what it takes artifacts and variables from',
      collect,
    )
    .option('--until <stage[/action]>', 'leave out all that comes after it')
    .option('--approve <action>', 'approve this action when it waits, without a question', collect)
    .option(
      '--pause',
      'when a command of a build, a job or a hook fails, open a shell in its place, then ask how to go on',
    )
    .option(
      '--isolation <namespace|process|none>',
      'how builds and hosts are apart from this machine: own file trees, own folders, or builds in the state folder',
    )
    .option(
      '--executor <process|docker|podman>',
      'where builds run: this machine, or their image in a container',
    )
    .option(
      '--aws-values',
      'take parameters and secrets that are not stored here from AWS, with your credentials',
    )
    .option(
      '--iam <observe|enforce>',
      'what the policies of a role do not allow: reported in the result (when absent), or refused as on AWS',
    )
    .option(
      '--max-builds <count>',
      'builds that run at once; four for each processor, at least eight, when absent',
    )
    .option(
      '--minute <seconds>',
      'what a minute of waiting takes while traffic shifts or bakes: 60 when absent',
    )
    .option('--reuse', 'take what an earlier build gave when nothing about it has changed (see slipway plan)')
    .option('--strict-runtimes', 'fail when a runtime-version differs from what this machine has')
    .option('--keep-work', 'keep the workspaces of builds in the state folder');
  addBuildOptions(command);
  addWorkflowOptions(command);
  addExample(
    command,
    'slipway run examples/cicd-demo --exit --variable Environment=test',
    'slipway run buildspec.yml --env STAGE=test --artifacts out',
  );
  command.action(
    ends(async (path: string, options: RunCommandOptions) => {
      const { runPipeline } = await import('../run/run-pipeline.ts');
      return await runPipeline(path, options, {
        ...terminal,
        isQuiet: options.quiet === true,
      });
    }),
  );
};

function addBuildOptions(command: Parameters<Register>[0]): void {
  command
    .optionsGroup('Options for one build (a buildspec or a CodeBuild project):')
    .option('--env <name[=value]>', 'an environment variable; without a value, yours', collect)
    .option(
      '-e, --env-file <file>',
      'environment variables, one NAME=VALUE a line; quotes are kept (-e when started as "node bin/slipway.js": Node reads --env-file itself, and ends when it is missing)',
      collect,
    )
    .option(
      '--secret <name[=secret-id]>',
      'a variable that is masked: your own of that name, or a stored secret',
      collect,
    )
    .option(
      '--secondary-source <name=where>',
      'a further source: its folder is CODEBUILD_SRC_DIR_name',
      collect,
    )
    .option('--artifacts <dir>', 'write the artifacts there, as they would lie in the bucket')
    .option('--image <image>', 'the image that the build is for')
    .option('--phase <phase>', 'end after install, pre_build, build or post_build')
    .option('--batch', 'all builds of the batch section, as StartBuildBatch')
    .option('--shell', 'when the build fails, open a shell with its variables in its folder');
}

function addWorkflowOptions(command: Parameters<Register>[0]): void {
  command
    .optionsGroup('Options for a workflow of GitHub (.github/workflows/NAME.yml):')
    .option('--event <name>', 'the event that starts it: push when absent')
    .option(
      '--activity <type>',
      'of the event: opened, closed, published …; the first that starts the workflow when absent',
    )
    .option('--payload <file>', "JSON of GitHub's webhook: what the steps find in github.event")
    .option('--ref <ref>', 'the branch or tag that the event is about; what is checked out when absent')
    .option('--base <branch>', 'the branch that a pull request would change; the default branch when absent')
    .option('--input <name=value>', 'an input of workflow_dispatch', collect)
    .option(
      '--actions <builtin|real>',
      'actions that Slipway does itself (builtin), or all as their authors wrote them',
    )
    .option('--job <id>', 'this job alone, with what it needs')
    .option('--matrix <key=value>', 'only the combinations of matrices that have this value', collect);
}
