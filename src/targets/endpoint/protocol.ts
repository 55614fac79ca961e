// What can be asked of the endpoint's process.

export type EndpointRequest = { readonly type: 'describe' };

export interface EndpointDescription {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
}

/** What its program is made of besides that of other daemons: rooms of the source. */
export const endpointRooms = [
  'endpoint',
  'services',
  'server',
  'runtime',
  'view',
  'engine',
  'stacks',
  'state',
  'account',
  'aws',
];
