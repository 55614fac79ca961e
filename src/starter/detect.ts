// What a folder is. The first kind that takes it decides; adding one is adding its function and its place here.
import { defined } from '../lib/defined.ts';
import { recogniseName } from '../load/recognise.ts';
import type { Detected } from './detected.ts';
import { subfolder, type Folder } from './folder.ts';
import { answersNowhere, healthRoute } from './health-path.ts';
import { detectGo, detectGradle, detectMaven, detectShell } from './kinds/compiled.ts';
import {
  detectAppSpec,
  detectCdk,
  detectContainer,
  detectStaticSite,
  detectTemplate,
  detectTerraform,
} from './kinds/infrastructure.ts';
import { detectDotnetServer } from './kinds/dotnet.ts';
import { detectNode } from './kinds/node.ts';
import { workspacePatterns } from './kinds/node-project.ts';
import { detectPython } from './kinds/python.ts';
import { detectPhpServer, detectRubyServer, detectRustServer } from './kinds/servers.ts';
import { detectSimple } from './kinds/simple.ts';

/** What describes itself to AWS goes first: it says more about a delivery than the language of its sources. */
const detectors: readonly ((folder: Folder) => Detected | undefined)[] = [
  detectAppSpec,
  detectCdk,
  detectTemplate,
  detectContainer,
  (folder) => atRoot(folder, detectTerraform),
  detectNode,
  detectMaven,
  detectGradle,
  detectGo,
  detectDotnetServer,
  detectRustServer,
  detectRubyServer,
  detectPhpServer,
  detectPythonServer,
  detectStaticSite,
  detectSimple,
  detectPython,
  detectTerraform,
  detectShell,
  detectBuildspec,
];

/** All that the folder can be taken for, the likeliest first. */
export function detect(folder: Folder): readonly Detected[] {
  const found = addressesFirst(
    detectors.flatMap((detector) => detector(folder) ?? []).map((each) => withHealth(folder, each)),
  );
  const titles = found.map(({ title }) => title);
  return found.filter(
    ({ title }, index) =>
      titles.indexOf(title) === index &&
      // What is a server is offered as that alone.
      !(/^a project (in|for) /.test(title) && titles.includes(title.replace('project', 'server'))),
  );
}

/**
 * An image that nothing deploys goes last where something else of the folder ends with an address. So does a package for
 * Node.js next to a server in another language: it has the tools of its pages.
 */
function addressesFirst(found: readonly Detected[]): readonly Detected[] {
  const isImage = ({ build, delivery }: Detected): boolean =>
    build?.isPrivileged === true && delivery.type === 'none';
  const hasServer = found.some(({ title }) => title.startsWith('a server '));
  const isLast = (each: Detected): boolean =>
    isImage(each) || (hasServer && each.title === 'a package for Node.js');
  return found.some(({ delivery }) => delivery.type !== 'none')
    ? [...found.filter((each) => !isLast(each)), ...found.filter(isLast)]
    : found;
}

/** A server is asked where it answers. */
function withHealth(folder: Folder, detected: Detected): Detected {
  const { delivery, notes = [] } = detected;
  const isAsked =
    delivery.type === 'beanstalk' ||
    delivery.type === 'ecs' ||
    (delivery.type === 'codedeploy' && delivery.start !== undefined);
  if (!isAsked) return detected;
  const route = healthRoute(folder);
  const takesAny = delivery.type !== 'beanstalk' && answersNowhere(folder, route);
  const said = [
    ...(route === undefined ? [] : [`the health check asks for ${route.path}, which ${route.file} has`]),
    ...(takesAny ? [anyAnswer] : []),
  ];
  if (said.length === 0) return detected;
  return {
    ...detected,
    delivery: {
      ...delivery,
      ...defined({ healthPath: route?.path }),
      ...(takesAny ? { healthCodes: '200-499' } : {}),
    },
    notes: [...notes, ...said],
  };
}

const anyAnswer =
  'no source answers at a path without asking who it is, so the health check takes any answer below 500';

interface Part {
  readonly path: string;
  readonly detected: Detected;
}

/** Folders below that are something of their own, when the folder itself is nothing: `api`, and `packages/cart` of a monorepo. */
export function detectBelow(folder: Folder): readonly Part[] {
  return partsOf(folder, '').flatMap(({ path, detected }) =>
    detected === undefined
      ? partsOf(folder, `${path}/`).flatMap((part) =>
          part.detected === undefined ? [] : [{ path: part.path, detected: part.detected }],
        )
      : [{ path, detected }],
  );
}

/** The folders directly below the prefix, and what each is. */
function partsOf(
  folder: Folder,
  prefix: string,
): readonly { readonly path: string; readonly detected: Detected | undefined }[] {
  const names = folder.files.flatMap((file) => {
    const [name, ...more] = file.startsWith(prefix) ? file.slice(prefix.length).split('/') : [];
    return name === undefined || more.length === 0 ? [] : [prefix + name];
  });
  return [...new Set(names)].map((path) => ({ path, detected: detect(subfolder(folder, path))[0] }));
}

/** The buildspec that CodeBuild takes when none is named, or else the first of the folder. */
export function existingBuildspec(
  folder: Folder,
): { readonly path: string; readonly hasArtifacts: boolean } | undefined {
  const found = folder.files.filter((file) => !file.includes('/') && recogniseName(file) === 'buildspec');
  const path = found.find((file) => file === 'buildspec.yml') ?? found[0];
  return path === undefined
    ? undefined
    : { path, hasArtifacts: /^artifacts\s*:/m.test(folder.read(path) ?? '') };
}

/** Nothing else is known of it: the buildspec says all. */
function detectBuildspec(folder: Folder): Detected | undefined {
  const buildspec = existingBuildspec(folder);
  if (buildspec === undefined) return undefined;
  return {
    title: 'a build that a buildspec describes',
    evidence: [buildspec.path],
    delivery: { type: 'none' },
  };
}

/** Whether it is the root of several packages. */
export function isWorkspace(folder: Folder): boolean {
  const { files, read } = folder;
  return (
    workspacePatterns(folder) !== undefined ||
    files.includes('go.work') ||
    /^\[workspace\]/m.test(read('Cargo.toml') ?? '')
  );
}

function atRoot(folder: Folder, detector: (folder: Folder) => Detected | undefined): Detected | undefined {
  return folder.files.some((file) => /^[^/]+\.tf$/.test(file)) ? detector(folder) : undefined;
}

/** A pyproject.toml next to a site only configures tools. */
function detectPythonServer(folder: Folder): Detected | undefined {
  const found = detectPython(folder);
  return found?.delivery.type === 'beanstalk' ? found : undefined;
}
