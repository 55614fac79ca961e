// What usually helps against a failure that a program of a step prints, for the programs that deploy to AWS. Pure.
import { stripVTControlCharacters } from 'node:util';

interface KnownFailure {
  /** In the lines of the step. */
  readonly text: RegExp;
  /** What to do, by what the text names and all that the step has printed. */
  readonly remedy: (found: RegExpExecArray, printed: string) => string;
}

/** The specific ones stand before the general. */
const known: readonly KnownFailure[] = [
  {
    // BuildKit names the file and the line of the instruction.
    text: /^\s*(\S*Dockerfile\S*):(\d+)\s*$/m,
    remedy: ([, file = '', line = '']) => `The instruction that fails is in ${file}, line ${line}.`,
  },
  {
    // Buildah, and so podman, names the instruction.
    text: /building at STEP "([^"]+)"/,
    remedy: ([, step = '']) => `The instruction of the Dockerfile that fails: ${step}`,
  },
  {
    text: /^FAILED (\S+::\S+)/m,
    remedy: (_found, printed) => failedTests(printed, /^FAILED (\S+::\S+)/gm),
  },
  {
    text: /^\s*--- FAIL: (\S+)/m,
    remedy: (_found, printed) => failedTests(printed, /^\s*--- FAIL: (\S+)/gm),
  },
  {
    text: /no basic auth credentials|authorization token has expired|unauthorized: authentication required/i,
    remedy: () =>
      'Sign in to the registry in this job before the push: aws-actions/configure-aws-credentials, then aws-actions/amazon-ecr-login.',
  },
  {
    text: /CannotPullContainerError|failed to resolve reference/i,
    remedy: () =>
      'See that the registry has the tag, and that the execution role of the task may pull: ecr:GetAuthorizationToken, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer.',
  },
  {
    text: /Error acquiring the state lock/,
    remedy: (_found, printed) => lockedState(printed),
  },
  {
    text: /is not authorized to perform: ([\w-]+:\w+)/,
    remedy: ([, action = '']) =>
      `The caller lacks ${action}. "slipway rights" lists what a role has called and the policy for it.`,
  },
  {
    text: /AccessDenied/,
    remedy: () =>
      'The caller lacks a right. "slipway rights" lists what a role has called and the policy for it.',
  },
  {
    text: /AlreadyExists|AlreadyOwnedByYou|ResourceConflictException|ResourceInUseException|already exists/,
    remedy: (_found, printed) => existing(printed),
  },
  {
    text: /failed (?:ELB|container) health checks|Health checks failed/i,
    remedy: () =>
      'Ask the path of the health check of a task, and read the log of the task: it must answer 200 in time.',
  },
];

/** @param lines that the step has printed, as the log has them */
export function remedyFor(lines: readonly string[]): string | undefined {
  const printed = lines.map((line) => stripVTControlCharacters(line).replace(/^[│╷╵]\s?/, '')).join('\n');
  for (const { text, remedy } of known) {
    const found = text.exec(printed);
    if (found !== null) return remedy(found, printed);
  }
  return undefined;
}

function failedTests(printed: string, each: RegExp): string {
  const names = [...new Set([...printed.matchAll(each)].map(([, name = '']) => name))];
  const shown = names.slice(0, mostShown).join(', ');
  const more = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
  return `Failed tests: ${shown}${more}. What they print is in the log of the job.`;
}

const mostShown = 5;

/** Terraform: "State Storage and Locking", force-unlock. */
function lockedState(printed: string): string {
  const [, id = 'ID'] = /^\s*ID:\s+(\S+)/m.exec(printed) ?? [];
  const [, who] = /^\s*Who:\s+(\S+)/m.exec(printed) ?? [];
  const holder = who === undefined ? 'another run' : who;
  return `The state is locked by ${holder}. When that does not run any more: terraform force-unlock ${id}`;
}

function existing(printed: string): string {
  const [, address] = /^\s*with ((?:module\.\S+\.)?aws_\S+?),?$/m.exec(printed) ?? [];
  return address === undefined
    ? 'It is there already: remove it, or give this one another name.'
    : `It is there already and not in the state: terraform import ${address} ID, or remove it.`;
}
