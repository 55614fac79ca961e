// Texts with addresses that AWS's tools compute: those of APIs and websites of this machine replaced by where they answer.
// `POST /_slipway/local-addresses` with a text gives it back as JSON, with what was replaced.
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

/** The host names that AWS would give to the APIs, functions, websites and buckets of the state folder. */
export function awsHostsOf(ground: Ground): readonly string[] {
  const suffix = (region: string) => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');
  const apis = storeOf({ ground }).apis();
  const buckets = ground.keep(openStore).buckets();
  return [
    ...apis.map(({ id, region }) => `${id}.execute-api.${region}.${suffix(region)}`),
    ...allUrls(ground).map(({ id, region }) => `${id}.lambda-url.${region}.on.aws`),
    // S3 user guide, "Virtual hosting of buckets"; "Website endpoints": which of the two depends on the Region.
    ...buckets.flatMap(({ name, region, settings }) =>
      [
        `s3.${region}`,
        's3',
        ...(settings['website'] === undefined ? [] : [`s3-website.${region}`, `s3-website-${region}`]),
      ].map((service) => `${name}.${service}.${suffix(region)}`),
    ),
  ];
}
