// What is suggested for what programs of a step print when they fail.
import { expect, test } from 'vitest';
import { remedyFor } from '../../../src/workflows/runner/known-failures.ts';

// shows: S2-093, S2-122, S2-123, S2-124, S2-125, S2-126, S2-127, S2-129, S2-130
test.each([
  [
    [
      'Dockerfile:7',
      '--------------------',
      '   7 | >>> RUN pip install nothing',
      'ERROR: failed to solve: exit code: 1',
    ],
    'The instruction that fails is in Dockerfile, line 7.',
  ],
  [
    ['Error: building at STEP "RUN false": exit status 1'],
    'The instruction of the Dockerfile that fails: RUN false',
  ],
  [
    [
      'FAILED tests/test_a.py::test_one - assert 1 == 2',
      'FAILED tests/test_a.py::test_two[x]',
      '2 failed in 0.1s',
    ],
    'Failed tests: tests/test_a.py::test_one, tests/test_a.py::test_two[x]. What they print is in the log of the job.',
  ],
  [['--- FAIL: TestSum (0.00s)', 'FAIL'], 'Failed tests: TestSum. What they print is in the log of the job.'],
  [['no basic auth credentials'], expect.stringContaining('aws-actions/amazon-ecr-login')],
  [
    ['denied: Your authorization token has expired. Reauthenticate'],
    expect.stringContaining('amazon-ecr-login'),
  ],
  [
    ['CannotPullContainerError: pull image manifest has been retried'],
    expect.stringContaining('ecr:BatchGetImage'),
  ],
  [
    [
      '\u001B[31m│\u001B[0m \u001B[1mError: Error acquiring the state lock',
      '│ Lock Info:',
      '│   ID:        0b7c-1',
      '│   Who:       ann@laptop',
    ],
    'The state is locked by ann@laptop. When that does not run any more: terraform force-unlock 0b7c-1',
  ],
  [
    [
      '│ Error: creating IAM Role (x): EntityAlreadyExists: Role with name x already exists.',
      '│   with aws_iam_role.task,',
    ],
    'It is there already and not in the state: terraform import aws_iam_role.task ID, or remove it.',
  ],
  [
    [
      'An error occurred (AccessDeniedException): User is not authorized to perform: ecs:UpdateService on resource',
    ],
    expect.stringContaining('The caller lacks ecs:UpdateService.'),
  ],
  [
    ['(service s) (task t) failed ELB health checks in (target-group g)'],
    expect.stringContaining('must answer 200'),
  ],
  [['Something else'], undefined],
])('what is printed leads to what to do: %j', (lines, expected) => {
  expect(remedyFor(lines)).toEqual(expected);
});
