// AWS's runtime interface client for Java: fetched once from Maven Central into the user's cache folder, for all projects.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryName } from '../../lib/atomic-file.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { userCacheFolder } from '../../lib/user-cache-folder.ts';
import { readZip } from '../../lib/unzip.ts';

interface Jar {
  /** As Maven names its folder: group and artifact with `/`. */
  readonly artifact: string;
  readonly version: string;
  readonly sha256: string;
}

const client: Jar = {
  artifact: 'com/amazonaws/aws-lambda-java-runtime-interface-client',
  version: '2.10.1',
  sha256: 'b0dd01f45b7258da0e32ade0bff950b12d0cf279ccebf416ad8c3795af21f1db',
};

const jars: readonly Jar[] = [
  client,
  {
    artifact: 'com/amazonaws/aws-lambda-java-core',
    version: '1.4.0',
    sha256: '575c24393cc1ad645e83e618956eabd89ffe8cc09efae2cb62bc6589154d68ed',
  },
  {
    artifact: 'com/amazonaws/aws-lambda-java-serialization',
    version: '1.2.0',
    sha256: '1513c1f945a3213f916a4b2de1760c97b51d84d110f82bbbcf9cfac53d5651e7',
  },
  {
    artifact: 'software/amazon/awssdk/annotations',
    version: '2.34.0',
    sha256: 'fafdcb55f4e5af603f5219f4a2b080aa0decb562a7c0944f7a7eca82dd47e487',
  },
  {
    artifact: 'software/amazon/awssdk/utils-lite',
    version: '2.34.0',
    sha256: 'efaf784f07ae526f0b5c89d71ef21cf16636131c47d44616e3df9bedc3f4f89a',
  },
];

const central = 'https://repo1.maven.org/maven2';
const nativeLibrary = 'native.so';

/** Absolute path. It is there once `provideJavaRuntime` has resolved, in this process or an earlier one. */
function javaRuntimeFolder(): string {
  return join(userCacheFolder(), `lambda-java-${client.version}-${process.platform}-${process.arch}`);
}

/** How a JVM is started that runs it. @param places of classes and jars */
export function javaArguments(places: readonly string[], memorySize: number): readonly string[] {
  const folder = javaRuntimeFolder();
  return [
    // Lambda's own way of starting fast (Lambda developer guide, "Customize Java runtime startup behavior").
    '-XX:+TieredCompilation',
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xshare:auto',
    `-Xmx${Math.floor(memorySize * 0.8)}m`,
    `-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=${join(folder, nativeLibrary)}`,
    '-cp',
    [join(folder, '*'), ...places].join(':'),
    'com.amazonaws.services.lambda.runtime.api.client.AWSLambda',
  ];
}

let providing: Promise<Result<object>> | undefined;

/**
 * Nothing when it is there. What comes from elsewhere is checked against its digest. Other processes may do the same at
 * the same time, and each may be killed: the folder takes its name when it is complete.
 * @returns why it cannot be had
 */
export async function provideJavaRuntime(onProgress: (text: string) => void): Promise<Result<object>> {
  const folder = javaRuntimeFolder();
  if (existsSync(folder)) return {};
  providing ??= make(folder, onProgress).finally(() => (providing = undefined));
  return await providing;
}

async function make(folder: string, onProgress: (text: string) => void): Promise<Result<object>> {
  const native = nativeName();
  if (native === undefined)
    return { failed: `AWS's runtime client for Java has no library for ${process.platform} ${process.arch}` };
  onProgress("Slipway fetches AWS's runtime client for Java (5 MB), once, from Maven Central");
  const draft = temporaryName(folder);
  await mkdir(draft, { recursive: true });
  try {
    const fetched = await Promise.all(jars.map(async (jar) => provideJar(jar, draft)));
    const failed = fetched.find((each) => isFailed(each));
    if (failed !== undefined) return failed;
    await unpackNative(join(draft, fileName(client)), native, join(draft, nativeLibrary));
    if (!existsSync(folder)) await rename(draft, folder);
    onProgress("AWS's runtime client for Java is there");
    return {};
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** As the client's jar names it. */
function nativeName(): string | undefined {
  const { header } = process.report.getReport() as {
    readonly header: { readonly glibcVersionRuntime?: string };
  };
  const libc = header.glibcVersionRuntime === undefined ? 'linux_musl' : 'linux';
  const machine = { x64: 'x86_64', arm64: 'aarch_64' }[process.arch as string];
  return process.platform !== 'linux' || machine === undefined
    ? undefined
    : `jni/libaws-lambda-jni.${libc}-${machine}.so`;
}

async function unpackNative(jar: string, name: string, to: string): Promise<void> {
  await readZip(jar, async ({ path, read }) => {
    if (path === name) await writeFile(to, Buffer.concat(await Array.fromAsync(read())));
  });
}

function fileName({ artifact, version }: Jar): string {
  return `${basename(artifact)}-${version}.jar`;
}

function pathOf(jar: Jar): string {
  return `${jar.artifact}/${jar.version}/${fileName(jar)}`;
}

/** From Maven's local repository, else from Maven Central, else by Maven itself, which knows the mirrors of the user's company. */
async function provideJar(jar: Jar, folder: string): Promise<Result<object>> {
  const to = join(folder, fileName(jar));
  const local = join(process.env['HOME'] ?? homedir(), '.m2', 'repository', pathOf(jar));
  if (isWhole(local, jar)) {
    await copyFile(local, to);
    return {};
  }
  const url = `${central}/${pathOf(jar)}`;
  const why = await download(url, to).catch((error: unknown) => causeOf(error));
  if (why === undefined && isWhole(to, jar)) return {};
  await byMaven(jar);
  if (!isWhole(local, jar)) return { failed: `${url} cannot be fetched: ${why ?? 'it has another digest'}` };
  await copyFile(local, to);
  return {};
}

function causeOf(error: unknown): string {
  const { message, cause } = error as {
    readonly message?: string;
    readonly cause?: { readonly message?: string };
  };
  return cause?.message ?? message ?? String(error);
}

function isWhole(file: string, { sha256 }: Jar): boolean {
  if (!existsSync(file)) return false;
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}

const withinMs = 60_000;

/** Gives why not. */
async function download(url: string, to: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
  if (!response.ok) return `${response.status} ${response.statusText}`;
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, Buffer.from(await response.arrayBuffer()));
  return undefined;
}

/** Into its local repository. Whether it has succeeded shows there. */
async function byMaven({ artifact, version }: Jar): Promise<void> {
  const name = `${dirname(artifact).replaceAll('/', '.')}:${basename(artifact)}:${version}`;
  const args = ['-q', '-B', 'dependency:get', `-Dartifact=${name}`, '-Dtransitive=false'];
  await promisify(execFile)('mvn', args, { timeout: withinMs }).catch(() => undefined);
}
