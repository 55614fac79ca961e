// Values that GitHub does not take: empty ones, and numbers that nothing can be counted by (GitHub: "Workflow syntax").
import { problem } from '../../lib/problem.ts';
import {
  isMapping,
  valueAt,
  type Value,
  type Workflow,
  type WorkflowJob,
  type WrittenAt,
} from '../../model/workflow.ts';
import { placeOfText } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

interface Said {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
  /** What stands where it is written. */
  readonly text: string;
}

export const valuesTaken: WorkflowRule = (workflow, file) => {
  const found = (said: readonly Said[], after?: WrittenAt) =>
    said.map(({ text, ...each }) =>
      problem({ code: 'WorkflowValueWrong', ...each, at: placeOfText(file, text, after) }),
    );
  return [
    ...found(emptyFilters(workflow)),
    ...found(inputFaults(workflow)),
    ...workflow.jobs.flatMap((job) => [
      ...found([...emptyLists(job), ...numbers(job), ...containers(job)], job),
      ...job.steps.flatMap((step) => found(timeLimit(step.timeoutMinutes, 'step'), step)),
    ]),
  ];
};

const isEmptyList = (value: Value | undefined): boolean => Array.isArray(value) && value.length === 0;

/** A filter without patterns fits nothing. */
function emptyFilters({ on }: Workflow): readonly Said[] {
  return Object.entries(on).flatMap(([event, filters]) => {
    const own = isEmptyList(filters) ? [event] : [];
    const below = filters !== null && isMapping(filters) ? filters.entries : [];
    const empty = below.flatMap(([key, value]) =>
      typeof key === 'string' && isEmptyList(value) ? [key] : [],
    );
    return [
      ...own.map((key) => warning(`"${key}" has an empty list`, 'List what it is for.', `${key}:`)),
      ...empty.map((key) =>
        warning(
          `"${key}" of "${event}" is an empty list, which nothing fits`,
          'Leave it out, or fill it.',
          `${key}:`,
        ),
      ),
    ];
  });
}

function inputFaults({ on }: Workflow): readonly Said[] {
  const inputs = valueAt(on['workflow_dispatch'], 'inputs');
  const declared = inputs !== undefined && isMapping(inputs) ? inputs.entries : [];
  return declared.flatMap(([name, input]) => {
    const options = valueAt(input, 'options');
    if (typeof name !== 'string' || !Array.isArray(options)) return [];
    const texts = options.map(String);
    const twice = texts.filter((each, at) => texts.indexOf(each) !== at);
    return [
      ...(valueAt(input, 'type') === 'choice'
        ? []
        : [
            warning(`The input "${name}" has options, and is no choice`, 'Write "type: choice".', `${name}:`),
          ]),
      ...twice.map((each) =>
        warning(`The option "${each}" of "${name}" is there twice`, 'Leave one out.', each),
      ),
    ];
  });
}

function emptyLists({ runsOn, strategy, needs }: WorkflowJob): readonly Said[] {
  const matrix = valueAt(strategy, 'matrix');
  const vectors = matrix !== undefined && isMapping(matrix) ? matrix.entries : [];
  const twice = needs.filter((id, at) => needs.some((other, place) => place < at && isSame(other, id)));
  return [
    ...(isEmptyList(runsOn) || isEmptyList(valueAt(runsOn, 'labels'))
      ? [
          error(
            '"runs-on" names no runner',
            'Write ubuntu-latest, or the label of your own runner.',
            'runs-on:',
          ),
        ]
      : []),
    ...vectors.flatMap(([key, values]) => {
      if (typeof key !== 'string' || !isEmptyList(values)) return [];
      const remedy = 'Leave it out, or fill it.';
      return key === 'include' || key === 'exclude'
        ? [warning(`"${key}" of the matrix is an empty list`, remedy, `${key}:`)]
        : [error(`"${key}" of the matrix is an empty list: the job has no combination`, remedy, `${key}:`)];
    }),
    ...twice.map((id) => warning(`"needs" has "${id}" twice`, 'Leave one out.', 'needs:')),
  ];
}

function numbers({ strategy, timeoutMinutes }: WorkflowJob): readonly Said[] {
  const parallel = valueAt(strategy, 'max-parallel');
  const isWrong = typeof parallel === 'number' && (parallel <= 0 || !Number.isInteger(parallel));
  return [
    ...timeLimit(timeoutMinutes, 'job'),
    ...(isWrong
      ? [error(`"max-parallel" is ${parallel}`, 'Write a whole number from 1 on.', 'max-parallel:')]
      : []),
  ];
}

function timeLimit(minutes: Value | undefined, of: string): readonly Said[] {
  if (typeof minutes !== 'number' || minutes > 0) return [];
  return [
    error(`"timeout-minutes" of the ${of} is ${minutes}`, 'Write a number above 0.', 'timeout-minutes:'),
  ];
}

/** GitHub: "Workflow syntax", jobs.<job_id>.container.credentials. An expression can give an empty image, which means none. */
function containers({ container, services }: WorkflowJob): readonly Said[] {
  const ofServices = services !== undefined && isMapping(services) ? services.entries : [];
  const all = [...(container === undefined ? [] : [['container', container] as const]), ...ofServices];
  return all.flatMap(([key, value]) => {
    const name = typeof key === 'string' ? key : '';
    const image = valueAt(value, 'image') ?? '';
    const credentials = valueAt(value, 'credentials');
    const lacking = ['username', 'password'].filter(
      (each) =>
        credentials !== undefined && isMapping(credentials) && valueAt(credentials, each) === undefined,
    );
    return [
      ...(value !== null && isMapping(value) && image === ''
        ? [warning(`"${name}" has no image`, 'Name its image, or leave it out.', `${name}:`)]
        : []),
      ...lacking.map((each) =>
        error(
          `The credentials of "${name}" have no ${each}`,
          'Give both username and password.',
          'credentials:',
        ),
      ),
    ];
  });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function error(message: string, remedy: string, text: string): Said {
  return { severity: 'error', message, remedy, text };
}

function warning(message: string, remedy: string, text: string): Said {
  return { severity: 'warning', message, remedy, text };
}
