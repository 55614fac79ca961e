// A line of a server access log. Source: Amazon S3 user guide, "Amazon S3 server access log format". Pure.

export interface LoggedRequest {
  /** Canonical id of the bucket's owner. */
  readonly owner: string;
  readonly bucket: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly remoteIp?: string | undefined;
  /** ARN; absent of a visitor without a signature. */
  readonly requester?: string | undefined;
  readonly requestId: string;
  /** `REST.GET.OBJECT` */
  readonly operation: string;
  readonly key?: string | undefined;
  /** `GET /shop/a?acl HTTP/1.1`; absent of what S3 does by itself. */
  readonly request?: string | undefined;
  readonly referer?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly versionId?: string | undefined;
  readonly host?: string | undefined;
  /** `header` and `query`: where the signature is. */
  readonly signature?: { readonly version: 'SigV2' | 'SigV4'; readonly in: 'header' | 'query' } | undefined;
  readonly isAclRequired?: boolean | undefined;
}

export interface LoggedAnswer {
  /** Absent of what S3 does by itself. */
  readonly status?: number;
  readonly errorCode?: string | undefined;
  /** Of the body. Absent while it is on its way. */
  readonly bytesSent?: number | undefined;
  readonly objectSize?: number | undefined;
  /** From the request to the last byte of the answer. Absent while it is on its way. */
  readonly totalMs?: number | undefined;
  /** From the request to the first byte of the answer. */
  readonly turnAroundMs?: number | undefined;
}

/** Without the line feed. */
export function accessLine(request: LoggedRequest, answer: LoggedAnswer): string {
  const { signature } = request;
  return [
    request.owner,
    request.bucket,
    `[${timeOf(request.at)}]`,
    request.remoteIp ?? '-',
    request.requester ?? '-',
    request.requestId,
    request.operation,
    request.key === undefined ? '-' : escapedKey(request.key),
    quoted(request.request),
    answer.status ?? '-',
    answer.errorCode ?? '-',
    // Zero is written as nothing.
    orDash(answer.bytesSent),
    answer.objectSize ?? '-',
    answer.totalMs ?? '-',
    orDash(answer.turnAroundMs),
    quoted(request.referer),
    quoted(request.userAgent),
    request.versionId ?? '-',
    // The host id (`x-amz-id-2`), which answers here do not have.
    '-',
    signature?.version ?? '-',
    // No cipher: what answers here has no TLS of its own.
    '-',
    signature === undefined ? '-' : signature.in === 'header' ? 'AuthHeader' : 'QueryString',
    request.host === undefined ? '-' : escaped(request.host),
    '-',
    // No access points.
    '-',
    request.isAclRequired === true ? 'Yes' : '-',
  ].join(' ');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `06/Feb/2019:00:00:38 +0000` */
function timeOf(at: number): string {
  const iso = new Date(at).toISOString();
  const [year, month, day] = iso.slice(0, 10).split('-');
  return `${day ?? ''}/${months[Number(month) - 1] ?? ''}/${year ?? ''}:${iso.slice(11, 19)} +0000`;
}

function orDash(count: number | undefined): number | '-' {
  return count === undefined || count === 0 ? '-' : count;
}

function quoted(text: string | undefined): string {
  return `"${text === undefined ? '-' : text.replaceAll(/["\p{Cc}]/gu, encodeURIComponent)}"`;
}

/** What would end a field, or the line. */
function escaped(text: string): string {
  return text.replaceAll(/["\s\p{Cc}]/gu, encodeURIComponent);
}

function escapedKey(key: string): string {
  return encodeURIComponent(key.toWellFormed()).replaceAll('%2F', '/');
}
