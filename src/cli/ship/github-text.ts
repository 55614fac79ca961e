// The ship command with a format of GitHub: a pipeline as the text of a workflow, or the role that the workflow works with.
import { providers } from '../../actions/registry.ts';
import { readBuildspecs, readRoleNeeds } from '../../check/files/rights.ts';
import { openFiles } from '../../load/files.ts';
import { takesRepository } from '../../model/definition.ts';
import { placeOfPipeline } from '../../model/place.ts';
import { githubFormats, type GithubFormat } from '../../ship/github/formats.ts';
import { githubRoleTemplate } from '../../ship/github/role.ts';
import { githubWorkflowOf } from '../../ship/github/workflow.ts';
import { workflowText } from '../../ship/github/write.ts';
import { withRoles } from '../../ship/graph/with-roles.ts';
import { writeYaml } from '../../ship/formats/write-template.ts';
import type { Terminal } from '../terminal.ts';
import { notShippable, type Shippable } from './graph-of-definition.ts';

export function isGithubFormat(format: string | undefined): format is GithubFormat {
  return (githubFormats as readonly (string | undefined)[]).includes(format);
}

interface Written {
  readonly text: string;
  readonly notes: readonly string[];
}

export async function githubText(
  { definition: given, folder }: Shippable,
  format: GithubFormat,
  { cwd }: Pick<Terminal, 'cwd'>,
): Promise<Written> {
  if (takesRepository(given))
    throw notShippable('This is no pipeline: a build or a workflow by itself is not written as a workflow');
  const definition = withRoles(given);
  const files = { folder, files: openFiles(cwd) };
  if (format === 'github-role') {
    const { region } = placeOfPipeline(definition.pipeline);
    const roles = await readRoleNeeds(definition, { ...files, types: providers, region });
    return { text: writeYaml(githubRoleTemplate(definition, roles)), notes: [] };
  }
  const buildspecOf = await readBuildspecs(definition, files);
  const written = githubWorkflowOf(definition, { types: providers, buildspecOf });
  return { text: workflowText(written, definition.pipeline.name), notes: written.losses };
}
