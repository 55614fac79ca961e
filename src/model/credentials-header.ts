// The headers of a request that names its caller to an endpoint which does not verify signatures: that of this machine.

export function credentialsHeader(
  { accessKeyId, sessionToken }: { readonly accessKeyId: string; readonly sessionToken?: string | undefined },
  { region, signingName }: { readonly region: string; readonly signingName: string },
): Readonly<Record<string, string>> {
  const scope = `${accessKeyId}/20260101/${region}/${signingName}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
    ...defined({ 'x-amz-security-token': sessionToken }),
  };
}
import { defined } from '../lib/defined.ts';
