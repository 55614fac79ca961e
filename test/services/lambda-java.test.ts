// Functions of Java, by AWS's own runtime interface client.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { findJava } from '../../src/targets/function/find-java.ts';
import { provideJavaRuntime } from '../../src/targets/function/java-runtime.ts';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, role, whenSettled, zipText } from '../rig/lambda-api.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const source = `package shop;
import java.util.Map;
public class Check {
  static int count = 0;
  public Map<String, Object> handle(Map<String, Object> event) {
    if (event.containsKey("fail")) throw new IllegalStateException("no " + event.get("fail"));
    System.out.println("asked for " + event.get("name"));
    return Map.of("name", event.get("name"), "count", ++count, "version", System.getenv("AWS_LAMBDA_FUNCTION_VERSION"));
  }
}
`;

const hasCompiler = () => {
  try {
    execFileSync('javac', ['-version'], { stdio: 'ignore' });
    return !isFailed(findJava('java17'));
  } catch {
    return false;
  }
};

async function cannotRun(): Promise<boolean> {
  return !hasCompiler() || isFailed(await provideJavaRuntime(() => undefined));
}

test.skipIf(await cannotRun())(
  'a function of Java runs in a process that is kept, and its errors are Java’s',
  async () => {
    await using endpoint = await openTestEndpoint();
    await using folder = await makeFolder();
    const call = lambdaApi(endpoint);
    writeFileSync(join(folder.path, 'Check.java'), source);
    execFileSync('javac', ['--release', '17', '-d', folder.path, join(folder.path, 'Check.java')]);
    const classFile = readFileSync(join(folder.path, 'shop', 'Check.class'));
    const ZipFile = await zipText({ 'shop/Check.class': classFile });
    const given = { FunctionName: 'check', Runtime: 'java17', Handler: 'shop.Check::handle', Role: role };
    await call('POST functions', { ...given, Code: { ZipFile }, MemorySize: 512, Timeout: 60 });
    expect(await whenSettled(call, 'check')).toMatchObject({ State: 'Active' });
    const invoke = async (event: object) => call('POST functions/check/invocations', event);
    expect((await invoke({ name: 'green' })).body).toEqual({ name: 'green', count: 1, version: '$LATEST' });
    await expect.poll(async () => (await invoke({ name: 'blue' })).body['count']).toBeGreaterThan(1);
    const failed = await invoke({ fail: 'way' });
    expect(failed.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(failed.body).toMatchObject({
      errorType: 'java.lang.IllegalStateException',
      errorMessage: 'no way',
    });
  },
);

test('a version of Java that this machine does not have is named', () => {
  expect(findJava('java99')).toEqual({
    failed: expect.stringMatching(/^The runtime java99 needs Java 99, and /),
  });
});
