// What a buildspec must give to the action that runs it. Source: CodeBuild user guide, "AWS CodePipeline integration with
// CodeBuild and multiple input sources and output artifacts".
import { nearest } from '../../lib/nearest.ts';
import { planBatch } from '../batch.ts';
import type { Buildspec } from '../build.ts';
import type { ActionDeclaration } from '../pipeline.ts';
import type { BuildspecFinding } from './buildspec-finding.ts';

/** Places them with `placeInBuildspec` (load). */
export function checkBuildspecAgainstAction(
  buildspec: Buildspec,
  action: ActionDeclaration,
): readonly BuildspecFinding[] {
  // The builds of a batch may have other buildspecs, and their outputs other names.
  if (action.configuration?.['BatchEnabled']?.toLowerCase() === 'true') return checkBatch(buildspec);
  return checkOutputs(
    buildspec,
    (action.outputArtifacts ?? []).map((artifact) => artifact.name),
  );
}

/** No output: nothing is uploaded. One: the artifacts section. More: a secondary artifact of each name. */
function checkOutputs({ artifacts }: Buildspec, outputs: readonly string[]): readonly BuildspecFinding[] {
  if (artifacts === undefined) return outputs.length === 0 ? [] : [missingArtifacts(outputs)];
  if (outputs.length === 0) return [];
  const secondary = Object.keys(artifacts.secondaryArtifacts);
  const wanted = outputs.length === 1 ? [] : outputs;
  return [
    ...wanted.filter((name) => !secondary.includes(name)).map((name) => missingSecondary(name, secondary)),
    ...secondary.filter((id) => !wanted.includes(id)).map((id) => unusedSecondary(id, outputs)),
    ...(artifacts.name === undefined ? [] : [nameIgnored]),
  ];
}

function missingArtifacts(outputs: readonly string[]): BuildspecFinding {
  return {
    code: 'ArtifactsMissing',
    message: `The action has the output ${quoted(outputs)}, and the buildspec has no artifacts section`,
    path: [],
    remedy: 'Add "artifacts" with "files", or remove the outputArtifacts of the action.',
    aws: 'The build uploads nothing, and the action fails.',
  };
}

function missingSecondary(name: string, secondary: readonly string[]): BuildspecFinding {
  const meant = nearest(name, secondary);
  return {
    code: 'ArtifactsMissing',
    message: `The action has the output "${name}", and the buildspec has no secondary artifact of that name`,
    path: ['artifacts', 'secondary-artifacts'],
    remedy:
      meant === undefined
        ? `Add "${name}" with its "files" to secondary-artifacts.`
        : `Did you mean "${meant}"? The name must be that of the output artifact.`,
    aws: 'With more than one output, each comes from the secondary artifact of its name; the action fails without it.',
  };
}

function unusedSecondary(id: string, outputs: readonly string[]): BuildspecFinding {
  return {
    code: 'ArtifactsUnused',
    severity: 'warning',
    message: `The secondary artifact "${id}" is no output of the action`,
    path: ['artifacts', 'secondary-artifacts', id],
    remedy: `Declare it in the outputArtifacts of the action, or remove it; the outputs are ${quoted(outputs)}.`,
    aws:
      outputs.length === 1
        ? 'With one output only the files of the artifacts section itself are handed on.'
        : 'It is not handed on.',
  };
}

const nameIgnored: BuildspecFinding = {
  code: 'ArtifactsUnused',
  severity: 'notice',
  message: 'The name of the artifacts has no effect in a pipeline',
  path: ['artifacts', 'name'],
  aws: 'CodePipeline decides what its artifacts are called.',
};

function checkBatch(buildspec: Buildspec): readonly BuildspecFinding[] {
  if (buildspec.batch === undefined) {
    return [
      {
        code: 'BatchInvalid',
        message: 'The action asks for a batch build, and the buildspec has no batch section',
        path: [],
        remedy: 'Add "batch", or set BatchEnabled of the action to false.',
        aws: 'The batch build fails in DOWNLOAD_BATCHSPEC.',
      },
    ];
  }
  const plan = planBatch(buildspec.batch);
  if (!('wrong' in plan)) return [];
  return [
    {
      code: 'BatchInvalid',
      message: plan.wrong,
      path: ['batch'],
      remedy: 'Mend the batch section, or set BatchEnabled of the action to false to build once.',
      aws: 'The batch build fails in DOWNLOAD_BATCHSPEC.',
    },
  ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
