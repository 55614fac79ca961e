// docker/build-push-action in the words of `docker build`.
import { expect, test } from 'vitest';
import {
  buildArguments,
  folderOfDefaultContext,
  secretArguments,
  tagsOf,
} from '../../../../src/actions/workflow/stand-ins/docker/build-arguments.ts';

test('lists are an option for each line, and values with commas stay whole', () => {
  const inputs = {
    'build-args': 'A=1,2\n\n B=x \n',
    labels: 'org.title=One, two',
    platforms: 'linux/amd64, linux/arm64',
    file: 'docker/Dockerfile',
    target: 'run',
    network: 'host',
    'no-cache': 'true',
    pull: 'false',
  };
  expect(buildArguments(inputs).join(' ')).toBe(
    '--build-arg A=1,2 --build-arg B=x --label org.title=One, two --file docker/Dockerfile --network host --target run --platform linux/amd64,linux/arm64 --no-cache',
  );
});

test('tags come a line each or with commas', () => {
  expect(tagsOf({ tags: 'a:1\nb:2,c:3\n' })).toEqual(['a:1', 'b:2', 'c:3']);
});

test.each([
  ['', '.'],
  ['{{defaultContext}}', '.'],
  ['{{ defaultContext }}:backend', 'backend'],
  ['.', undefined],
  ['https://github.com/a/b.git', undefined],
])('the context "%s" is the folder %s of the repository', (context, folder) => {
  expect(folderOfDefaultContext(context)).toBe(folder);
});

test('values of secrets stand in no argument', async () => {
  const inputs = { secrets: 'token=a=b', 'secret-envs': 'key=NAME', 'secret-files': 'file=./f.txt' };
  const given: string[] = [];
  const words = await secretArguments(inputs, async (value) => {
    given.push(value);
    return Promise.resolve('/temp/1');
  });
  expect(given).toEqual(['a=b']);
  expect(words.join(' ')).toBe(
    '--secret id=token,src=/temp/1 --secret id=key,env=NAME --secret id=file,src=./f.txt',
  );
});
