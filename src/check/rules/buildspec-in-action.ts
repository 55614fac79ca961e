// What a buildspec must give to the action that runs it. Source: CodeBuild user guide, "AWS CodePipeline integration with
// CodeBuild and multiple input sources and output artifacts".
import { didYouMean } from '../../lib/nearest.ts';
import { isFailed } from '../../lib/result.ts';
import { planBatch, type BatchPlan } from '../../model/batch.ts';
import type { Buildspec } from '../../model/build.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import type { BuildspecFinding } from '../../model/buildspec-finding.ts';

/** Places them with `placeInBuildspec` (load). */
export function checkBuildspecAgainstAction(
  buildspec: Buildspec,
  action: ActionDeclaration,
): readonly BuildspecFinding[] {
  // The builds of a batch may have other buildspecs, and their outputs other names.
  if (action.configuration?.['BatchEnabled']?.toLowerCase() === 'true') return checkBatch(buildspec);
  if (buildspec.onlyBatches === true) return [phasesMissing];
  return checkOutputs(
    buildspec,
    (action.outputArtifacts ?? []).map((artifact) => artifact.name),
  );
}

const phasesMissing: BuildspecFinding = {
  code: 'MissingKey',
  message: 'The action builds this once, and the buildspec has no "phases"',
  path: [],
  remedy: 'Add "phases", or set BatchEnabled of the action to true.',
  aws: 'The build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR.',
};

/** What a buildspec must have when nothing but its batch can use it. */
export function checkBatchAlone(buildspec: Buildspec): readonly BuildspecFinding[] {
  return buildspec.onlyBatches === true ? checkBatch(buildspec) : [];
}

/** No output: nothing is uploaded. One: the artifacts section. More: a secondary artifact of each name. */
function checkOutputs({ artifacts }: Buildspec, outputs: readonly string[]): readonly BuildspecFinding[] {
  if (artifacts === undefined) return outputs.length === 0 ? [] : [missingArtifacts(outputs)];
  if (outputs.length === 0) return [];
  const secondary = Object.keys(artifacts.secondaryArtifacts);
  const wanted = outputs.length === 1 ? [] : outputs;
  return [
    ...(outputs.length === 1 && artifacts.files.length === 0 ? [primaryMissing(outputs)] : []),
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

function primaryMissing(outputs: readonly string[]): BuildspecFinding {
  return {
    code: 'ArtifactsMissing',
    message: `The action has the output ${quoted(outputs)} alone, and the artifacts section has no "files" of its own`,
    path: ['artifacts'],
    remedy: 'Add "files" to the artifacts section itself: one output is the primary artifact.',
    aws: 'The build fails in UPLOAD_ARTIFACTS with CLIENT_ERROR: no definition for primary artifacts in buildspec.',
  };
}

function missingSecondary(name: string, secondary: readonly string[]): BuildspecFinding {
  return {
    code: 'ArtifactsMissing',
    message: `The action has the output "${name}", and the buildspec has no secondary artifact of that name`,
    path: ['artifacts', 'secondary-artifacts'],
    remedy: didYouMean(name, secondary, `Add "${name}" with its "files" to secondary-artifacts.`),
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
        message: 'The action is a batch build, and the buildspec has no batch section',
        path: [],
        remedy: 'Add "batch", or set BatchEnabled of the action to false.',
        aws: 'The batch build fails in DOWNLOAD_BATCHSPEC.',
      },
    ];
  }
  const plan = planBatch(buildspec.batch);
  if (!isFailed(plan)) return unbuildable(buildspec, plan);
  return [
    {
      code: 'BatchInvalid',
      message: plan.failed,
      path: ['batch'],
      remedy: 'Fix the batch section, or set BatchEnabled of the action to false to build once.',
      aws: 'The batch build fails in DOWNLOAD_BATCHSPEC.',
    },
  ];
}

/** Builds that use the file of the batch itself need its phases. */
function unbuildable({ onlyBatches }: Buildspec, { builds }: BatchPlan): readonly BuildspecFinding[] {
  const without = builds.filter((build) => build.buildspec === undefined);
  if (onlyBatches !== true || without.length === 0) return [];
  return [
    {
      code: 'MissingKey',
      message: `The buildspec has no "phases", which ${quoted(without.map(({ identifier }) => identifier))} of its batch would use`,
      path: ['batch'],
      remedy: 'Add "phases", or name a buildspec in each build of the batch.',
      aws: 'These builds fail in DOWNLOAD_SOURCE with YAML_FILE_ERROR.',
    },
  ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
