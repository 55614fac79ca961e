// Where a build project takes its source from and leaves its artifacts.
// Source: CodeBuild API reference, "ProjectSource" and "ProjectArtifacts".
import type { BuildProject, ProjectArtifacts } from '../../model/build.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const projectSource: Rule = ({ projects }) =>
  projects.flatMap((project, index) => {
    const at = ['projects', index];
    return [...checkSource(project, at), ...checkArtifacts(project, at), ...checkSecondary(project, at)];
  });

type ProjectPath = readonly (string | number)[];

function checkSource({ source }: BuildProject, at: ProjectPath): readonly Finding[] {
  const needsLocation = source.type !== 'CODEPIPELINE' && source.type !== 'NO_SOURCE';
  const findings: Finding[] = [];
  if (needsLocation && source.type.length > 0 && (source.location ?? '') === '') {
    findings.push({
      code: 'ProjectSourceInvalid',
      message: `A source of type ${source.type} needs a location`,
      path: [...at, 'source'],
      remedy: 'Add "location": the URL of the repository, or bucket/key for S3.',
      aws: refused,
    });
  }
  if (source.type === 'NO_SOURCE' && !isInlineBuildspec(source.buildspec ?? '')) {
    findings.push({
      code: 'ProjectSourceInvalid',
      message: 'A project without a source must carry its buildspec as text',
      path: [...at, 'source'],
      remedy: 'Write the buildspec itself into "buildspec", or give the project a source.',
      aws: refused,
    });
  }
  return findings;
}

function checkArtifacts(project: BuildProject, at: ProjectPath): readonly Finding[] {
  const { source, artifacts } = project;
  const findings: Finding[] = [];
  // Empty types were reported as missing already.
  const bothKnown = source.type.length > 0 && artifacts.type.length > 0;
  if (bothKnown && (source.type === 'CODEPIPELINE') !== (artifacts.type === 'CODEPIPELINE')) {
    findings.push({
      code: 'ProjectSourceInvalid',
      message: `The source is of type ${source.type} and the artifacts are of type ${artifacts.type}`,
      path: [...at, 'artifacts', 'type'],
      remedy: 'Make both CODEPIPELINE, or neither.',
      aws: refused,
    });
  }
  if (project.badgeEnabled === true && source.type === 'CODEPIPELINE') {
    findings.push({
      code: 'ProjectSourceInvalid',
      message: 'A project with a source of type CODEPIPELINE cannot have a badge',
      path: [...at, 'badgeEnabled'],
      remedy: 'Remove "badgeEnabled".',
      aws: refused,
    });
  }
  return [...findings, ...checkBucket(artifacts, [...at, 'artifacts'])];
}

function checkBucket(artifacts: ProjectArtifacts, path: ProjectPath): readonly Finding[] {
  if (artifacts.type !== 'S3' || (artifacts.location ?? '') !== '') return [];
  return [
    {
      code: 'ProjectSourceInvalid',
      message: 'Artifacts of type S3 need a location',
      path,
      remedy: 'Add "location": the name of the bucket.',
      aws: refused,
    },
  ];
}

function checkSecondary(project: BuildProject, at: ProjectPath): readonly Finding[] {
  const sources = (project.secondarySources ?? []).map((each) => each.sourceIdentifier ?? '');
  const artifacts = project.secondaryArtifacts ?? [];
  const versions = project.secondarySourceVersions ?? [];
  return [
    ...duplicates(sources, (index) => [...at, 'secondarySources', index, 'sourceIdentifier']),
    ...duplicates(
      artifacts.map((each) => each.artifactIdentifier ?? ''),
      (index) => [...at, 'secondaryArtifacts', index, 'artifactIdentifier'],
    ),
    ...artifacts.flatMap((each, index) => {
      const path = [...at, 'secondaryArtifacts', index];
      return [
        ...(each.type === 'CODEPIPELINE' ? [secondaryCodePipeline(path)] : []),
        ...checkBucket(each, path),
      ];
    }),
    ...versions.flatMap(({ sourceIdentifier }, index) =>
      sourceIdentifier === '' || sources.includes(sourceIdentifier)
        ? []
        : [unknownSource(sourceIdentifier, [...at, 'secondarySourceVersions', index, 'sourceIdentifier'])],
    ),
  ];
}

function duplicates(names: readonly string[], pathOf: (index: number) => ProjectPath): readonly Finding[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (name === '' || first === index) return [];
    return [
      {
        code: 'ProjectSourceInvalid' as const,
        message: `The identifier "${name}" is given twice`,
        path: pathOf(index),
        notes: [{ message: 'first given here', path: pathOf(first) }],
        remedy: 'Give each its own identifier.',
        aws: refused,
      },
    ];
  });
}

function secondaryCodePipeline(path: ProjectPath): Finding {
  return {
    code: 'ProjectSourceInvalid',
    message: 'Secondary artifacts cannot be of type CODEPIPELINE',
    path: [...path, 'type'],
    remedy: 'Remove them: in a pipeline the output artifacts of the action say what is handed on.',
    aws: refused,
  };
}

function unknownSource(identifier: string, path: ProjectPath): Finding {
  return {
    code: 'ProjectSourceInvalid',
    message: `There is no secondary source "${identifier}"`,
    path,
    remedy: 'Use the sourceIdentifier of one of the secondarySources.',
    aws: refused,
  };
}

const refused = 'CreateProject answers InvalidInputException.';
