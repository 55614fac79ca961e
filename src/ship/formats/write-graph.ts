// Every form in which a graph can be written. Adding one is adding its file and a line here.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Graph } from '../graph/graph.ts';
import { githubFormats } from '../github/formats.ts';
import { writeStack } from './nested.ts';
import { terraformOf } from './terraform/terraform.ts';
import { writeYaml } from './write-template.ts';

const formats: Readonly<Record<string, (graph: Graph) => string>> = {
  cloudformation: (graph) => writeStack(graph).text,
  'cloudformation-yaml': (graph) => writeYaml(JSON.parse(writeStack(graph).text) as object),
  terraform: (graph) => `${JSON.stringify(terraformOf(graph), null, 2)}\n`,
};

/** The same graph gives the same bytes. Throws a ProblemError for a form that there is not. */
export function writeGraph(graph: Graph, format: string): string {
  const write = formats[format];
  if (write !== undefined) return write(graph);
  const names = [...Object.keys(formats), ...githubFormats];
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `There is no format "${format}"`,
      remedy: didYouMean(format, names, `The formats are ${names.join(', ')}`),
    }),
  ]);
}
