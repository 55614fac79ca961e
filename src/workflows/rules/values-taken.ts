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
import { placeOfPath, type Written } from '../language/place-of-path.ts';
import type { WorkflowRule } from './rule.ts';

/** With the path from what it is found in: the workflow, a job or a step. */
interface Said extends Written {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
}

export const valuesTaken: WorkflowRule = (workflow, file) => {
  const found = (said: readonly Said[], base: Written['path'], step?: WrittenAt) =>
    said.map(({ path, isKey = false, ...each }) =>
      problem({
        code: 'WorkflowValueWrong',
        ...each,
        at: placeOfPath(file, { path: [...base, ...path], isKey }, step),
      }),
    );
  return [
    ...found([...emptyFilters(workflow), ...inputFaults(workflow), ...callFaults(workflow)], ['on']),
    ...workflow.jobs.flatMap((job) => [
      ...found([...emptyLists(job), ...numbers(job), ...containers(job)], ['jobs', job.id]),
      ...job.steps.flatMap((step) => found(timeLimit(step.timeoutMinutes, 'step'), [], step)),
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
      ...own.map((key) => warning(`"${key}" has an empty list`, 'List what it is for.', [key])),
      ...empty.map((key) =>
        warning(`"${key}" of "${event}" is an empty list, which nothing fits`, 'Leave it out, or fill it.', [
          event,
          key,
        ]),
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
    const path = ['workflow_dispatch', 'inputs', name];
    return [
      ...(valueAt(input, 'type') === 'choice'
        ? []
        : [
            {
              ...warning(`The input "${name}" has options, and is no choice`, 'Write "type: choice".', path),
              isKey: true,
            },
          ]),
      ...(texts.length === 0
        ? [warning(`The options of "${name}" are an empty list`, 'Fill it.', [...path, 'options'])]
        : []),
      ...texts.flatMap((each, at) => {
        const own = [...path, 'options', at];
        if (each.trim() === '') return [warning(`An option of "${name}" is empty`, 'Name it.', own)];
        return texts.indexOf(each) === at
          ? []
          : [warning(`The option "${each}" of "${name}" is there twice`, 'Leave one out.', own)];
      }),
    ];
  });
}

/** GitHub: "Workflow syntax", on.workflow_call.inputs.<input_id>.type and on.workflow_call.outputs. */
function callFaults({ on }: Workflow): readonly Said[] {
  const lacking = (kind: 'inputs' | 'outputs', key: string): readonly Said[] => {
    const declared = valueAt(on['workflow_call'], kind);
    const entries = declared !== undefined && isMapping(declared) ? declared.entries : [];
    return entries.flatMap(([name, value]) => {
      const written = value !== null && isMapping(value) ? valueAt(value, key) : undefined;
      if (typeof name !== 'string' || (written !== undefined && written !== null && written !== ''))
        return [];
      const what = kind === 'inputs' ? 'input' : 'output';
      const isNamed = value !== null && isMapping(value) && written !== undefined;
      const path = ['workflow_call', kind, name, ...(isNamed ? [key] : [])];
      const said = warning(`The ${what} "${name}" of workflow_call has no ${key}`, `Write "${key}".`, path);
      return [{ ...said, isKey: !isNamed }];
    });
  };
  return [...lacking('inputs', 'type'), ...lacking('outputs', 'value')];
}

function emptyLists({ runsOn, strategy, needs }: WorkflowJob): readonly Said[] {
  const matrix = valueAt(strategy, 'matrix');
  const vectors = matrix !== undefined && isMapping(matrix) ? matrix.entries : [];
  const path = ['strategy', 'matrix'];
  return [
    ...(isEmptyList(runsOn) || isEmptyList(valueAt(runsOn, 'labels'))
      ? [
          error(
            '"runs-on" names no runner',
            'Write ubuntu-latest, or the label of your own runner.',
            isEmptyList(runsOn) ? ['runs-on'] : ['runs-on', 'labels'],
          ),
        ]
      : []),
    ...vectors.flatMap(([key, values]) => {
      if (typeof key !== 'string' || !isEmptyList(values)) return [];
      const remedy = 'Leave it out, or fill it.';
      return key === 'include' || key === 'exclude'
        ? [warning(`"${key}" of the matrix is an empty list`, remedy, [...path, key])]
        : [
            error(`"${key}" of the matrix is an empty list: the job has no combination`, remedy, [
              ...path,
              key,
            ]),
          ];
    }),
    ...needs.flatMap((id, at) =>
      needs.some((other, place) => place < at && isSame(other, id))
        ? [warning(`"needs" has "${id}" twice`, 'Leave one out.', ['needs', at])]
        : [],
    ),
  ];
}

function numbers({ strategy, timeoutMinutes }: WorkflowJob): readonly Said[] {
  const parallel = valueAt(strategy, 'max-parallel');
  const isWrong = typeof parallel === 'number' && (parallel <= 0 || !Number.isInteger(parallel));
  return [
    ...timeLimit(timeoutMinutes, 'job'),
    ...(isWrong
      ? [
          error(`"max-parallel" is ${parallel}`, 'Write a whole number from 1 on.', [
            'strategy',
            'max-parallel',
          ]),
        ]
      : []),
  ];
}

function timeLimit(minutes: Value | undefined, of: string): readonly Said[] {
  if (typeof minutes !== 'number' || minutes > 0) return [];
  return [
    error(`"timeout-minutes" of the ${of} is ${minutes}`, 'Write a number above 0.', ['timeout-minutes']),
  ];
}

/** GitHub: "Workflow syntax", jobs.<job_id>.container.credentials. An empty image means none. */
function containers({ container, services }: WorkflowJob): readonly Said[] {
  const ofServices = services !== undefined && isMapping(services) ? services.entries : [];
  const all = [
    ...(container === undefined ? [] : [{ name: 'container', value: container, path: ['container'] }]),
    ...ofServices.map(([key, value]) => {
      const name = typeof key === 'string' ? key : '';
      return { name, value, path: ['services', name] };
    }),
  ];
  return all.flatMap(({ name, value, path }) => {
    const image = valueAt(value, 'image');
    const credentials = valueAt(value, 'credentials');
    const lacking = ['username', 'password'].filter(
      (each) =>
        credentials !== undefined && isMapping(credentials) && valueAt(credentials, each) === undefined,
    );
    return [
      ...(value !== null && isMapping(value) && (image ?? '') === ''
        ? [
            (image === undefined ? error : warning)(
              `"${name}" has no image`,
              'Name its image, or leave it out.',
              path,
            ),
          ]
        : []),
      ...lacking.map((each) =>
        error(`The credentials of "${name}" have no ${each}`, 'Give both username and password.', [
          ...path,
          'credentials',
        ]),
      ),
    ];
  });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function error(message: string, remedy: string, path: Written['path']): Said {
  return { severity: 'error', message, remedy, path };
}

function warning(message: string, remedy: string, path: Written['path']): Said {
  return { severity: 'warning', message, remedy, path };
}
