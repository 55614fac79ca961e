// One buildspec that uses every key of the reference, run from the command line.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const buildspec = `version: 0.2
run-as: root
env:
  shell: bash
  variables:
    PLAIN: plain value
  parameter-store:
    PARAMETER: /app/parameter
  secrets-manager:
    SECRET: app/secret:key
  exported-variables:
    - EXPORTED
  git-credential-helper: no
proxy:
  upload-artifacts: no
  logs: no
batch:
  fast-fail: false
  build-list:
    - identifier: one
phases:
  install:
    run-as: root
    on-failure: ABORT
    runtime-versions:
      nodejs: latest
    commands:
      - echo "installing with $PLAIN"
    finally:
      - echo "install is over"
  pre_build:
    on-failure: CONTINUE
    commands:
      - mkdir -p deps
      - test "$PARAMETER" = parameter-value && test "$SECRET" = secret-value
  build:
    on-failure: RETRY-1
    commands:
      - |
        [[ $PLAIN == plain* ]]
        EXPORTED=exported
      - mkdir -p dist/sub && echo one > dist/one.txt && echo two > dist/sub/two.map
      - echo '<testsuite><testcase name="a"/></testsuite>' > report.xml
      - echo cached > deps/file
  post_build:
    commands:
      - test "$CODEBUILD_BUILD_SUCCEEDING" = 1
    finally:
      - echo "over with $EXPORTED"
reports:
  unit:
    files:
      - report.xml
    base-directory: .
    discard-paths: yes
    file-format: JUNITXML
artifacts:
  files:
    - '**/*'
  name: app-$EXPORTED
  discard-paths: no
  base-directory: dist
  exclude-paths:
    - '**/*.map'
  enable-symlinks: yes
  s3-prefix: builds
  secondary-artifacts:
    maps:
      files:
        - sub/*.map
      base-directory: dist
      discard-paths: yes
cache:
  key: deps-$(codebuild-hash-files buildspec.yml)
  fallback-keys:
    - deps-
  action: save
  paths:
    - deps/**/*
`;

// Only root may run commands as root.
test.runIf(process.getuid?.() === 0)(
  'a buildspec with every key of the reference does what each of them says',
  async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec);
    await app.feed('parameter-value', 'secret', 'set', '--parameter', '/app/parameter');
    await app.feed('secret-value', 'secret', 'set', 'app/secret', '--json-key', 'key');
    const { stdout, status } = await app.run('run', '--artifacts', 'out');
    expect(status).toBe(0);
    expect(stdout).toContain('| installing with plain value');
    expect(stdout).toContain('| install is over');
    expect(stdout).toContain('| over with exported');
    expect(stdout).toMatch(/-unit {2}1 passed/);
    expect(stdout).toMatch(/cache saved deps-[0-9a-f]{64}, 1 file/);
    const files = execFileSync('find', ['out', '-type', 'f'], { cwd: app.folder, encoding: 'utf8' });
    expect(files.trim().split('\n').toSorted()).toEqual(['out/app-exported/one.txt', 'out/maps/two.map']);
  },
);
