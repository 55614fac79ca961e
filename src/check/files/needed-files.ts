// What an action will look for in its input artifact, held against what the build before it can put there: the files that
// its commands name, those that the source has, and what its artifacts section takes along.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileGlob } from '../../lib/glob.ts';
import type { BuildProject, Buildspec, BuildspecArtifacts } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import { readBuildspec } from '../../load/buildspec.ts';
import type { Files } from '../../load/files.ts';

interface Need {
  readonly artifact: string;
  readonly file: string;
  /** Of the configuration, where it says so. */
  readonly key?: string;
  readonly aws: string;
}

/** `folder` is the source as long as nobody names another. */
export async function neededFileFindings(
  definition: Definition,
  folder: string,
  files: Files,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const placed of actionsOf(definition.pipeline))
    for (const need of needsOf(placed, definition)) {
      const made = await buildOf(need.artifact, definition, { folder, files });
      const missing = made === undefined ? undefined : whyMissing(need.file, made, folder);
      if (made !== undefined && missing !== undefined) findings.push(finding(placed, need, made, missing));
    }
  return findings;
}

/** CodePipeline user guide, the reference of each deploy action. */
function needsOf({ action }: PlacedAction, { applications }: Definition): readonly Need[] {
  const { configuration = {}, inputArtifacts = [], actionTypeId } = action;
  const input = inputArtifacts[0]?.name ?? '';
  const inTemplate = (key: string): readonly Need[] => {
    const [artifact = '', file = ''] = (configuration[key] ?? '').split('::');
    return file === ''
      ? []
      : [{ artifact, file, key, aws: `The action fails: ${key} names a file that is not there.` }];
  };
  switch (actionTypeId.provider) {
    case 'ECS': {
      const { FileName: file = 'imagedefinitions.json' } = configuration;
      return [
        {
          artifact: input,
          file,
          key: 'FileName',
          aws: `The action fails: it finds no ${file} in its input artifact.`,
        },
      ];
    }
    case 'CodeDeploy': {
      const application = applications.find(
        ({ applicationName }) => applicationName === configuration['ApplicationName'],
      );
      const isServer = (application?.computePlatform ?? 'Server') === 'Server';
      const aws = 'The deployment fails on every instance: the revision has no appspec.yml at its root.';
      return isServer ? [{ artifact: input, file: 'appspec.yml', aws }] : [];
    }
    case 'CodeDeployToECS':
      return codeDeployToEcs(configuration);
    case 'CloudFormation':
      return [...inTemplate('TemplatePath'), ...inTemplate('TemplateConfiguration')];
    default:
      return [];
  }
}

function codeDeployToEcs(configuration: Readonly<Record<string, string>>): readonly Need[] {
  const { TaskDefinitionTemplateArtifact = '', TaskDefinitionTemplatePath = 'taskdef.json' } = configuration;
  const {
    AppSpecTemplateArtifact = '',
    AppSpecTemplatePath = 'appspec.yaml',
    Image1ArtifactName,
  } = configuration;
  const aws = 'The action fails: it finds no such file in that artifact.';
  return [
    { artifact: TaskDefinitionTemplateArtifact, file: TaskDefinitionTemplatePath, aws },
    { artifact: AppSpecTemplateArtifact, file: AppSpecTemplatePath, aws },
    ...(Image1ArtifactName === undefined
      ? []
      : [{ artifact: Image1ArtifactName, file: 'imageDetail.json', aws }]),
  ];
}

interface Made {
  readonly placed: PlacedAction;
  readonly project: BuildProject;
  readonly buildspec: Buildspec;
  readonly artifacts: BuildspecArtifacts;
}

/** The build that gives the artifact; undefined when another kind of action does, or its buildspec cannot be read. */
export async function buildOf(
  artifact: string,
  definition: Definition,
  { folder, files }: { readonly folder: string; readonly files: Files },
): Promise<Made | undefined> {
  const placed = actionsOf(definition.pipeline).find(
    ({ action }) =>
      action.actionTypeId.provider === 'CodeBuild' &&
      action.outputArtifacts?.some(({ name }) => name === artifact) === true,
  );
  const configuration = placed?.action.configuration ?? {};
  const project = definition.projects.find(({ name }) => name === configuration['ProjectName']);
  if (placed === undefined || project === undefined || configuration['BatchEnabled'] === 'true')
    return undefined;
  const written = configuration['BuildspecOverride'] ?? project.source.buildspec ?? 'buildspec.yml';
  const path = join(folder, written);
  if (!isInlineBuildspec(written) && !existsSync(path)) return undefined;
  const source = isInlineBuildspec(written) ? { path: project.name, text: written } : await files.read(path);
  const { buildspec } = readBuildspec(source);
  const isAlone = placed.action.outputArtifacts?.length === 1;
  const artifacts = isAlone ? buildspec?.artifacts : buildspec?.artifacts?.secondaryArtifacts[artifact];
  return buildspec === undefined || artifacts === undefined
    ? undefined
    : { placed, project, buildspec, artifacts };
}

/** Undefined when it may well be there. */
function whyMissing(file: string, { buildspec, artifacts }: Made, folder: string): string | undefined {
  const { baseDirectory = '', files, discardPaths } = artifacts;
  const commands = Object.values(buildspec.phases).flatMap((phase) => [...phase.commands, ...phase.finally]);
  const isNamed = commands.some((command) => command.includes(basename(file)));
  const isInSource = [join(folder, baseDirectory, file), join(folder, file)].some(existsSync);
  if (!isNamed && !isInSource) return 'no command of its buildspec names it, and the source has none';
  const isTaken = files.some(
    (pattern) => compileGlob(pattern, 'bash').matches(file) || (discardPaths && pattern.endsWith(file)),
  );
  return isTaken ? undefined : 'the artifacts section of its buildspec does not take it along';
}

function finding(placed: PlacedAction, need: Need, made: Made, missing: string): Finding {
  const { key, file, aws, artifact } = need;
  const hasKey = key !== undefined && placed.action.configuration?.[key] !== undefined;
  return {
    code: 'InputFileMissing',
    severity: 'warning',
    message: `The ${nameOf(placed)} looks for ${file} in "${artifact}", but ${missing}`,
    path: [...placed.path, ...(hasKey ? ['configuration', key] : ['name'])],
    notes: [{ message: 'the artifact comes from here', path: [...made.placed.path, 'name'] }],
    remedy: `Let the build of "${made.project.name}" write ${file}, and take it along in artifacts.files.`,
    aws,
  };
}
