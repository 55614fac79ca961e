// slipway artifacts: what actions gave, as files.
import {
  addCommonOptions,
  addExample,
  addPipelineOption,
  type PipelineOptions,
  type Register,
} from '../command.ts';

/** What commander gives after the names. */
type Last = readonly [execution: string, options: PipelineOptions];

export const register: Register = (command, { terminal, ends }) => {
  const load = async () => await import('../show/show-artifacts.ts');
  const list = command
    .command('list')
    .description('the artifacts of an execution')
    .argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addCommonOptions(list, 'one JSON document: {"artifacts": […]}').action(
    ends(async (execution: string, options: PipelineOptions) =>
      (await load()).listArtifacts(execution, options, terminal),
    ),
  );
  const show = command
    .command('show')
    .description('the files of an artifact')
    .argument('<artifact>', 'its name')
    .argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addCommonOptions(show, 'one JSON document: {"entries": […]}').action(
    ends(async (artifact: string, execution: string, options: PipelineOptions) =>
      (await load()).showArtifact({ artifact, execution }, options, terminal),
    ),
  );
  const extract = command
    .command('extract')
    .description('write the files of an artifact into a folder')
    .argument('<artifact>', 'its name')
    .argument('<folder>', 'where to; made when needed')
    .argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addCommonOptions(extract, 'one JSON document').action(
    ends(async (artifact: string, folder: string, ...[execution, options]: Last) =>
      (await load()).extractArtifact({ artifact, execution, to: folder }, options, terminal),
    ),
  );
  const zip = command
    .command('export')
    .description('write the zip that AWS would have made')
    .argument('<artifact>', 'its name')
    .argument('<file>', 'the zip')
    .argument('[execution]', 'its id, the beginning of it, or latest', 'latest');
  addCommonOptions(zip, 'one JSON document').action(
    ends(async (artifact: string, file: string, ...[execution, options]: Last) =>
      (await load()).exportArtifact({ artifact, execution, to: file }, options, terminal),
    ),
  );
  for (const subcommand of command.commands)
    addPipelineOption(subcommand, 'any of the state folder when absent');
  addExample(
    command,
    'slipway artifacts list',
    'slipway artifacts show BuildOutput 3f2a91c0',
    'slipway artifacts extract BuildOutput unpacked',
    'slipway artifacts export BuildOutput build.zip',
  );
};
