// Texts with addresses that AWS's tools compute: those of APIs and websites of this machine replaced by where they answer.
// `POST /_slipway/local-addresses` with a text gives it back as JSON, with what was replaced. `GET /_slipway/aws-hosts` gives the
// host names that they have on AWS.
import { text as textOf } from 'node:stream/consumers';
import type { KnownHere } from '../model/local-address.ts';
import { withLocalAddresses } from '../model/local-address.ts';
import { storeOf } from './apigateway/rest-call.ts';
import type { DataPlane } from './data-plane.ts';
import { allUrls, findUrl } from './lambda/function-url-config.ts';
import { openStore } from './s3/s3-call.ts';
import type { Ground } from './service.ts';

/** What the state folder of the endpoint has. */
export function knownHere(ground: Ground): KnownHere {
  const apis = storeOf({ ground });
  const objects = ground.keep(openStore);
  return {
    port: Number(new URL(ground.url).port),
    hasApi: (apiId, region) =>
      (apis.placeOf('restApi', apiId) ?? apis.placeOf('httpApi', apiId))?.region === region,
    hasUrl: (id, region) => findUrl(ground, id)?.place.region === region,
    hasWebsite: (bucket) => objects.bucket(bucket)?.settings['website'] !== undefined,
  };
}

export const serveLocalAddresses: DataPlane = async (incoming, response, ground) => {
  const rewritten = withLocalAddresses(await textOf(incoming), knownHere(ground));
  const body = JSON.stringify(rewritten);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

/** The host names that AWS would give to the APIs, functions and websites of the state folder. */
export function awsHostsOf(ground: Ground): readonly string[] {
  const suffix = (region: string) => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');
  const apis = storeOf({ ground }).apis();
  const websites = ground
    .keep(openStore)
    .buckets()
    .filter(({ settings }) => settings['website'] !== undefined);
  return [
    ...apis.map(({ id, region }) => `${id}.execute-api.${region}.${suffix(region)}`),
    ...allUrls(ground).map(({ id, region }) => `${id}.lambda-url.${region}.on.aws`),
    // S3 user guide, "Website endpoints": which of the two depends on the Region.
    ...websites.flatMap(({ name, region }) =>
      ['.', '-'].map((mark) => `${name}.s3-website${mark}${region}.${suffix(region)}`),
    ),
  ];
}

export const serveAwsHosts: DataPlane = async (_incoming, response, ground) => {
  const body = JSON.stringify(awsHostsOf(ground));
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  return Promise.resolve();
};
