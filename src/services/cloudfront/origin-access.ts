// Origin access controls: kept and given back. A bucket's policy stops no edge of this machine.
// Source: CloudFront API reference, OriginAccessControl.
import { createHash } from 'node:crypto';
import type { CloudFrontApi } from '../../aws/operations/cloudfront.ts';
import { documentsOf } from '../documents.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import {
  allDistributions,
  checkVersion,
  etagOf,
  everywhere,
  type Op,
  type Shapes,
} from './distribution-record.ts';

interface ControlDocument {
  readonly id: string;
  readonly config: Shapes['OriginAccessControlConfig'];
  readonly version: number;
}

const stored = documentsOf<ControlDocument>('cloudfront/origin-access-control');

function controlWithId(call: ServiceCall, id: string): ControlDocument {
  const found = stored.get(everywhere(call), id);
  if (found === undefined)
    throw refuse<CloudFrontApi>(
      'NoSuchOriginAccessControl',
      'The specified origin access control does not exist.',
    );
  return found;
}

const output = ({ id, config }: ControlDocument) => ({ Id: id, OriginAccessControlConfig: config });

const create: Op<'CreateOriginAccessControl'> = ({ OriginAccessControlConfig: config }, call) => {
  const id = `E${createHash('sha256').update(config.Name).digest('hex').slice(0, 13).toUpperCase()}`;
  const document = { id, config, version: 1 };
  if (!stored.add(everywhere(call), id, document))
    throw refuse<CloudFrontApi>(
      'OriginAccessControlAlreadyExists',
      'An origin access control with this name already exists.',
    );
  return {
    OriginAccessControl: output(document),
    Location: `https://cloudfront.amazonaws.com/2020-05-31/origin-access-control/${id}`,
    ETag: etagOf(1),
  };
};

const get: Op<'GetOriginAccessControl'> = ({ Id }, call) => {
  const found = controlWithId(call, Id);
  return { OriginAccessControl: output(found), ETag: etagOf(found.version) };
};

const getConfig: Op<'GetOriginAccessControlConfig'> = ({ Id }, call) => {
  const { config, version } = controlWithId(call, Id);
  return { OriginAccessControlConfig: config, ETag: etagOf(version) };
};

const update: Op<'UpdateOriginAccessControl'> = (
  { Id, IfMatch, OriginAccessControlConfig: config },
  call,
) => {
  const before = controlWithId(call, Id);
  checkVersion(IfMatch, before.version);
  const document = { ...before, config, version: before.version + 1 };
  stored.put(everywhere(call), Id, document);
  return { OriginAccessControl: output(document), ETag: etagOf(document.version) };
};

const remove: Op<'DeleteOriginAccessControl'> = ({ Id, IfMatch }, call) => {
  checkVersion(IfMatch, controlWithId(call, Id).version);
  const isUsed = allDistributions(call).some(({ config }) =>
    config.Origins.Items.some(({ OriginAccessControlId }) => OriginAccessControlId === Id),
  );
  if (isUsed)
    throw refuse<CloudFrontApi>(
      'OriginAccessControlInUse',
      "Cannot delete the origin access control because it's in use by one or more distributions.",
    );
  stored.remove(everywhere(call), Id);
  return {};
};

const list: Op<'ListOriginAccessControls'> = (_input, call) => {
  const all = stored.list(everywhere(call)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const Items = all.map(({ id, config }) => ({ Id: id, ...config, Description: config.Description ?? '' }));
  return {
    OriginAccessControlList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: Items.length, Items },
  };
};

export const originAccessOperations: Operations<CloudFrontApi> = {
  CreateOriginAccessControl: create,
  DeleteOriginAccessControl: remove,
  GetOriginAccessControl: get,
  GetOriginAccessControlConfig: getConfig,
  ListOriginAccessControls: list,
  UpdateOriginAccessControl: update,
};
